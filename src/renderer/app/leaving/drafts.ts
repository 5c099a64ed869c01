import { useQuery, type Query, type QueryClient } from '@tanstack/react-query';

import type { MailSettings } from '../../../shared/contract/mail-settings.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import type { SettingsSection } from '../settings-section.ts';

/** What was typed into the fields of a form and is not saved. Nothing secret is ever put here. */
export interface Draft<Values extends object = object> {
  readonly typed: Partial<Values>;
  /** What was stored in each of them when it was typed. */
  readonly begun: Partial<Values>;
}

/** The drafts of all pages. */
export type Drafts = Readonly<Partial<Record<DraftName, Draft>>>;

/** A page of the settings, one of the mail servers or faults on its page, or a mail's template. */
export type DraftName = SettingsSection | `${'mail' | 'fault' | 'template'}/${string}`;

/** Kept beside the answers, so that it outlives its page and goes when somebody signs out. */
const KEY = ['settings drafts'];
const NONE: Drafts = {};

export function isOfDrafts({ queryKey }: Pick<Query, 'queryKey'>): boolean {
  return queryKey[0] === KEY[0];
}

export const NO_DRAFT = { typed: {}, begun: {} };

export function readDraft<Values extends object>(
  client: QueryClient,
  section: DraftName,
): Draft<Values> {
  return client.getQueryData<Drafts>(KEY)?.[section] ?? NO_DRAFT;
}

export function writeDraft(client: QueryClient, section: DraftName, draft: Draft): void {
  client.setQueryData<Drafts>(KEY, (before) => ({ ...before, [section]: draft }));
}

/** The drafts of all pages, for the marks in the index. Nothing is ever asked for them. */
export function useDrafts(): Drafts {
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: () => NONE,
    enabled: false,
    initialData: NONE,
    gcTime: Infinity,
  });
  return data;
}

/** Whether anything is typed on a page of the settings, or in a template. Nothing is asked for it. */
export function useUnsavedDrafts(): { readonly settings: boolean; readonly templates: boolean } {
  const { data: mail } = useQueryOf('mailSettings.get', {}, { enabled: false });
  const names = Object.entries(useDrafts())
    .filter(([, draft]) => Object.keys(draft?.typed ?? {}).length > 0)
    .map(([name]) => name)
    .filter((name) => hasPlace(name, mail));
  const templates = names.filter((name) => name.startsWith('template/'));
  return { settings: templates.length < names.length, templates: templates.length > 0 };
}

/**
 * Whether one finds a draft again. A fault's dialog asks by itself while it is open, and the fields
 * of a mail server that was deleted are nowhere.
 */
function hasPlace(name: string, mail: MailSettings | undefined): boolean {
  const [section, id] = name.split('/');
  if (section === 'fault') return false;
  if (section !== 'mail' || id === undefined || id === 'new' || id === 'capture') return true;
  return mail?.profiles.some((profile) => profile.id === id) ?? true;
}

/** Whether a draft says anything else than what is stored. */
export function isUnsaved(stored: object, { typed }: Draft = NO_DRAFT): boolean {
  const values = Object.entries(stored);
  return Object.entries(typed).some(([name, value]) =>
    values.some(([other, saved]) => other === name && saved !== value),
  );
}
