/** The pages of the settings, as their addresses name them. */
export const SETTINGS_SECTIONS = [
  'site',
  'mail',
  'faults',
  'registration',
  'clean-up',
  'invitations',
  'rehearsal',
  'sign-in',
  'network',
  'database',
  'console',
  'keys',
] as const;
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];
