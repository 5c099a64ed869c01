/** Where the built-in accounts site has its pages. */
export const PATHS = {
  accountsPath: '/accounts/',
  passwordPaths: 'redux',
  activationPages: false,
} as const;

/** A shop that others reach. */
export const SHOP = { ...PATHS, name: 'Shop', domain: 'shop.example', scheme: 'https' } as const;
