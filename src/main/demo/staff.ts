import { userPermission } from '../../shared/rights.ts';
import { atConsole } from '../operations/actor.ts';
import { runOperation } from '../operations/run-operation.ts';
import { cleanUp, judgeCleanUp } from '../registrations/clean-up.ts';
import { createAccount } from '../registrations/create-account.ts';
import { setUp } from '../session/set-up.ts';
import { DEFAULTS, type MailSettings } from '../settings/settings.ts';
import { writeSetting } from '../settings/settings-store.ts';
import { NEW_PROFILE, type SmtpProfile } from '../settings/smtp-profile.ts';
import { type Act, daysAgo, minutesAgo } from './acts.ts';
import type { Person } from './people.ts';
import { type Stage, staffOf } from './stage.ts';

/** The administrator of the demonstration, whose sign-in its first page shows. */
export const DEMONSTRATION = { username: 'eva', password: 'riverside-demo' } as const;

const SITE_NAME = 'Riverside Library';

const JONAS: Person = {
  username: 'jonas.weber',
  email: 'jonas.weber@library.example',
  firstName: 'Jonas',
  lastName: 'Weber',
};
const MEI: Person = {
  username: 'mei.tanaka',
  email: 'mei.tanaka@library.example',
  firstName: 'Mei',
  lastName: 'Tanaka',
};

/** Minutes before the end at which the staff began to look at everybody who registers. */
export const APPROVAL_AT = 55;
/** From the third sign-up within ten minutes on, mails are held. */
const HOLD_AFTER = 2;

const FROM = { fromAddress: 'accounts@library.example', fromName: SITE_NAME };
const CAPTURED: MailSettings = { ...DEFAULTS.mail, ...FROM };
const SERVER: SmtpProfile = {
  ...NEW_PROFILE,
  id: 'library',
  name: 'Library server',
  host: 'smtp.library.example',
  auth: 'none',
};
const PREPARED: MailSettings = { ...CAPTURED, profiles: [SERVER] };
const SENDING: MailSettings = { ...PREPARED, live: SERVER.id };

/** How many days ago sign-ups that nobody confirmed were cleaned up. */
export const CLEAN_UP_DAYS = [150, 112, 84, 56, 25] as const;

/** What the staff do for the site as a whole: set it up, look after it, try a mail server. */
export function staffActs(stage: Stage): readonly Act[] {
  return [
    { at: daysAgo(stage, 182), play: () => foundSite(stage) },
    { at: daysAgo(stage, 181), play: () => saveMail(stage, CAPTURED) },
    { at: daysAgo(stage, 180.5), play: () => hire(stage, JONAS) },
    { at: daysAgo(stage, 121), play: () => hire(stage, MEI) },
    ...CLEAN_UP_DAYS.map((days) => ({ at: daysAgo(stage, days), play: () => tidy(stage) })),
    { at: minutesAgo(stage, 6 * 60), play: () => saveMail(stage, SENDING) },
    { at: minutesAgo(stage, APPROVAL_AT), play: () => beginApproval(stage) },
    { at: minutesAgo(stage, 20), play: () => saveMail(stage, PREPARED) },
  ];
}

async function foundSite(stage: Stage): Promise<void> {
  const { username } = DEMONSTRATION;
  await setUp(
    { ...stage, hasher: stage.trueHasher },
    {
      siteName: SITE_NAME,
      domain: stage.accountsSiteDomain(),
      email: 'eva@library.example',
      ...DEMONSTRATION,
    },
  );
  const { id } = await stage.db
    .selectFrom('auth_user')
    .select('id')
    .where('username', '=', username)
    .executeTakeFirstOrThrow();
  stage.staff.set(username, { id, username, isSuperuser: true, permissions: [] });
  const name = { firstName: 'Eva', lastName: 'Lindqvist' };
  stage.people.set(id, { username, email: 'eva@library.example', ...name });
}

async function hire(stage: Stage, person: Person): Promise<void> {
  const { id } = await createAccount(stage, {
    fields: { ...person, isStaff: true, isSuperuser: false },
    password: 'never stored',
    start: 'active',
    person: staffOf(stage, DEMONSTRATION.username),
  });
  const { username } = person;
  stage.staff.set(username, {
    id,
    username,
    isSuperuser: false,
    permissions: userPermission.options,
  });
  stage.people.set(id, person);
}

async function saveMail(stage: Stage, mail: MailSettings): Promise<void> {
  const actor = atConsole(staffOf(stage, DEMONSTRATION.username));
  await runOperation(stage.db, { kind: 'settings.mail', actor, at: stage.now() }, (operation) =>
    writeSetting(operation, 'mail', mail),
  );
}

async function beginApproval(stage: Stage): Promise<void> {
  const actor = atConsole(staffOf(stage, DEMONSTRATION.username));
  const registration = {
    ...DEFAULTS.registration,
    policy: 'approval',
    askReason: true,
    holdAfter: HOLD_AFTER,
  } as const;
  await runOperation(
    stage.db,
    { kind: 'settings.registration', actor, at: stage.now() },
    (operation) => writeSetting(operation, 'registration', registration),
  );
}

async function tidy(stage: Stage): Promise<void> {
  const { ids } = await judgeCleanUp(stage);
  await cleanUp(stage, { ids, actor: atConsole(staffOf(stage, DEMONSTRATION.username)) });
}
