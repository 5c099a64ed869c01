import { DAY_MS } from '../../../shared/durations.ts';
import { minuteInWords } from '../../db/django-datetime.ts';
import type { Database } from '../../db/open-database.ts';
import { readSetting, readSite } from '../../settings/settings-store.ts';
import type { MailKind } from './mail-kinds.ts';
import { type MailVariables, movedTo, sampleVariables } from './mail-variables.ts';

/**
 * What a mail to somebody would be given, with made-up keys: the links look real and lead nowhere,
 * because a real one is a secret of the person's.
 *
 * @param given.accountId Null, or somebody who is gone, for a made-up person.
 */
export async function previewVariables(
  db: Database,
  given: { readonly kind: MailKind; readonly accountId: number | null; readonly now: Date },
): Promise<{ readonly variables: MailVariables; readonly to: string }> {
  const { kind, accountId, now } = given;
  const site = await readSite(db);
  const { activationDays } = await readSetting(db, 'registration');
  const { resetHours } = await readSetting(db, 'signIn');
  const person = accountId === null ? null : await readPerson(db, accountId);
  const real: MailVariables = {
    site: { name: site.name },
    site_name: site.name,
    expiration_days: activationDays,
    expiration_hours: resetHours,
    expires_at: minuteInWords(new Date(now.getTime() + activationDays * DAY_MS)),
    changed_at: minuteInWords(now),
    ...(person && {
      user: { username: person.username, email: person.email },
      email: person.email,
      join_reason: person.reason,
    }),
  };
  const variables = Object.entries(sampleVariables(kind)).map(([name, sample]) => {
    return [name, Object.hasOwn(real, name) ? (real[name] ?? sample) : sample];
  });
  return {
    variables: movedTo(site, Object.fromEntries(variables) as MailVariables),
    to: person?.email || 'karin@people.example',
  };
}

async function readPerson(db: Database, id: number) {
  const account = await db
    .selectFrom('auth_user')
    .select(['username', 'email'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!account) return null;
  const registration = await db
    .selectFrom('gatehouse_registration')
    .select('join_reason')
    .where('user_id', '=', id)
    .executeTakeFirst();
  return { ...account, reason: registration?.join_reason ?? '' };
}
