/** What happens when the signing key is replaced, whichever way. */
export const KEY_CONSEQUENCE =
  'Every reset link, every invitation link and every sign-in at the accounts site ends. Nothing else changes.';
