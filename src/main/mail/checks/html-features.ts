/** Names that caniemail.com gives to what HTML can do. */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const SAME_ELEMENTS = words(`abbr acronym address audio base bdi blockquote code del dfn dialog
  div form hr img link marquee meter object p picture pre progress rp rt ruby select small span
  strike strong style svg table textarea video wbr`);

/** Features by the element that is one. */
export const ELEMENTS: ReadonlyMap<string, string> = new Map([
  ...SAME_ELEMENTS.map((name) => [name, `html-${name}`] as const),
  ...words('h1 h2 h3 h4 h5 h6').map((name) => [name, 'html-h1-h6'] as const),
  ...words('ul ol dl').map((name) => [name, 'html-lists'] as const),
  ...words(
    'article aside details figcaption figure footer header main mark nav section summary time',
  ).map((name) => [name, 'html-semantics'] as const),
  ['map', 'html-image-maps'],
]);

const SAME_ATTRIBUTES = words(`align background cellpadding cellspacing dir height hidden lang
  popover required role srcset target valign width
  aria-describedby aria-hidden aria-label aria-labelledby aria-live`);

/** Features by the attribute that is one. */
export const ATTRIBUTES: ReadonlyMap<string, string> = new Map([
  ...SAME_ATTRIBUTES.map((name) => [name, `html-${name}`] as const),
  ['loading', 'html-loading-attribute'],
  ['inert', 'css-inert-attribute'],
]);

/** Features by the address of a picture. */
export const IMAGES: readonly (readonly [string, RegExp])[] = [
  ['image-base64', /^data:/i],
  ...words('apng avif bmp gif hdr heif ico mp4 png svg tiff webp').map(
    (type) =>
      [`image-${type}`, new RegExp(`\\.${type}(?:[?#]|$)|^data:image/${type}`, 'i')] as const,
  ),
  ['image-jpg', /\.jpe?g(?:[?#]|$)|^data:image\/jpe?g/i],
];
