import type { QueryClient } from '@tanstack/react-query';

import type { OutputOf } from '../../../shared/contract/index.ts';
import type { MailSettings } from '../../../shared/contract/mail-settings.ts';
import type { Settings } from '../../../shared/contract/settings.ts';

type Faults = OutputOf<'faults.get'>;

/** Puts a group of settings among the others, as it was told by a save. */
export function putSettings<Group extends keyof Settings>(
  group: Group,
): (client: QueryClient, stored: Settings[Group]) => void {
  return (client, stored) =>
    put<Settings>(client, 'settings.get', (before) => ({ ...before, [group]: stored }));
}

/** Puts some of the mail settings among the others, as they were told by a save. */
export function putMailSettings(
  client: QueryClient,
  change: (before: MailSettings) => MailSettings,
): void {
  put(client, 'mailSettings.get', change);
}

/** Puts fault rules in the place of the others, as they were told by a save. */
export function putFaults(client: QueryClient, { rules }: OutputOf<'faults.save'>['stored']): void {
  put<Faults>(client, 'faults.get', (before) => {
    const hits = new Map(before.rules.map((rule) => [rule.id, rule.hits]));
    return { ...before, rules: rules.map((rule) => ({ ...rule, hits: hits.get(rule.id) ?? 0 })) };
  });
}

/** What else has changed with it is asked for again; an answer that is on its way may be older. */
function put<Answer>(client: QueryClient, query: string, change: (before: Answer) => Answer): void {
  const queryKey = [query, {}];
  client.setQueryData<Answer>(queryKey, (before) => before && change(before));
  void client.invalidateQueries({ queryKey });
}
