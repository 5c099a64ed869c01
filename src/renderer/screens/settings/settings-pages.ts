import type { Settings } from '../../../shared/contract/settings.ts';
import { networkValues } from './network-values.ts';
import { registrationValues } from './registration-values.ts';
import type { SettingsSection } from '../../app/settings-section.ts';

interface SettingsPage {
  readonly section: SettingsSection;
  readonly label: string;
  /** What is stored, as the page's fields hold it; a draft is compared with it. */
  readonly stored: (settings: Settings) => object;
}

/** The index of the settings. */
export const SETTINGS_PAGES: readonly SettingsPage[] = [
  { section: 'site', label: 'Site', stored: ({ site }) => site },
  { section: 'mail', label: 'Mail', stored: () => ({}) },
  { section: 'faults', label: 'Faults', stored: () => ({}) },
  {
    section: 'registration',
    label: 'Registration',
    stored: ({ registration }) => registrationValues(registration),
  },
  { section: 'clean-up', label: 'Clean-up', stored: ({ cleanUp }) => cleanUp },
  { section: 'invitations', label: 'Invitations', stored: () => ({}) },
  { section: 'rehearsal', label: 'Rehearsal', stored: () => ({}) },
  { section: 'sign-in', label: 'Sign-in', stored: ({ signIn }) => signIn },
  { section: 'network', label: 'Network', stored: ({ network }) => networkValues(network) },
  { section: 'database', label: 'Database', stored: () => ({}) },
  { section: 'console', label: 'Console', stored: (settings) => settings.console },
  { section: 'keys', label: 'Keys', stored: () => ({}) },
];
