import type { OutputOf } from '../../shared/contract/index.ts';
import type { Person } from '../accounts/account-guards.ts';
import { RefusedError } from '../../shared/errors.ts';
import { randomString } from '../accounts/password/random-string.ts';
import type { Database } from '../db/open-database.ts';
import { atConsole } from '../operations/actor.ts';
import { readSetting } from '../settings/settings-store.ts';
import type { SignUpContext } from './registration-context.ts';
import type { SignUpForm } from './sign-up-form.ts';
import { signUp } from './sign-up.ts';

/**
 * Where a test lives: a domain that never leads anywhere (RFC 6761, 6.4), so that no mail to it
 * reaches a stranger, also if the settings change before it leaves. `.test` may exist in a company's
 * own network.
 */
const TEST_DOMAIN = 'example.invalid';

/**
 * Signs a made-up person up, by the same service and the same rules as the register page, to see
 * what a visitor would get. Nobody is told the password: a link to choose one can be mailed.
 *
 * @param request.captureServer Where mail is caught, or null while nothing catches it.
 * @throws RefusedError `unavailable` where the mail would leave this machine, `conflict` when the
 *   registration refuses it.
 */
export async function makeTestSignUp(
  context: SignUpContext,
  request: { readonly person: Person; readonly captureServer: string | null },
): Promise<OutputOf<'registrations.makeTest'>> {
  const { person, captureServer } = request;
  await guardCaptured(context.db, captureServer);
  const form = { ...testForm(context, person), tos: true };
  const { username, email } = form;
  const from = { actor: atConsole(person), address: '', isTest: true };
  const result = await signUp(context, form, from);
  if (!result.ok) throw refused('closed' in result ? null : Object.values(result.errors).flat());
  const { userId, operationId } = result;
  if (userId === null || operationId === null) {
    throw new TypeError('An address that was drawn by lot belongs to nobody.');
  }
  return { id: userId, username, email, operationId };
}

/** What a made-up person types into the register page, but for the terms, which are a box to tick. */
export function testForm(
  { randomBytes }: Pick<SignUpContext, 'randomBytes'>,
  person: Person,
): Omit<Required<SignUpForm>, 'tos' | 'invitation' | 'emailAsked'> {
  const username = `test-${randomString(randomBytes, 8).toLowerCase()}`;
  const password = randomString(randomBytes, 40);
  return {
    username,
    email: `${username}@${TEST_DOMAIN}`,
    password1: password,
    password2: password,
    reason: `A test, made by ${person.username} at the console.`,
  };
}

/**
 * Lets nobody be made up while mail leaves this machine.
 * @param captureServer Where mail is caught, or null while nothing catches it.
 * @throws RefusedError `unavailable`.
 */
export async function guardCaptured(db: Database, captureServer: string | null): Promise<void> {
  const { live, profiles } = await readSetting(db, 'mail');
  if (live === 'capture' && captureServer !== null) return;
  const server = profiles.find(({ id }) => id === live)?.name ?? 'a mail server';
  throw new RefusedError({
    code: 'unavailable',
    message:
      live === 'capture'
        ? 'The capture server is not running: nothing would catch the mail. Nobody was made.'
        : `Mail goes out by ${server} now, where a test has no place. Nobody was made.`,
    section: 'mail',
    advice: 'Let mail go to the built-in capture server in Settings, Mail.',
  });
}

/** @param faults What is wrong with the form; null where the policy lets nobody in. */
function refused(faults: readonly string[] | null): RefusedError {
  const [cause, advice] =
    faults === null
      ? [
          'Registration is closed, or by invitation only: a visitor could not sign up.',
          'Who may register is in Settings, Registration.',
        ]
      : [
          `Registration refused the test as it would a visitor: ${faults.join(' ')}`,
          'What it asks for is in Settings, Registration.',
        ];
  const message = `${cause} Nobody was made.`;
  return new RefusedError({ code: 'conflict', message, advice, section: 'registration' });
}
