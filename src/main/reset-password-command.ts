import { randomBytes } from 'node:crypto';

import { RefusedError } from '../shared/errors.ts';
import { createPasswordHasher } from './accounts/password/hasher.ts';
import { createPasswordValidator } from './accounts/password/validate.ts';
import { readLines } from './accounts/read-lines.ts';
import type { Terminal } from './app/announce.ts';
import type { ResetPasswordOptions } from './app/start-options.ts';
import { ROOT } from './command-line.ts';
import { COMMAND_LINE, FAILED, type OpenedFolder, runOnFolder } from './folder-command.ts';
import { createOutbox } from './mail/outbox/outbox.ts';
import { createMailTemplates } from './mail/templates/templates.ts';
import { findToRecover, recoverAccess } from './session/recover-access.ts';
import { readPasswordRules } from './settings/password-rules.ts';
import { putPasswordChangedMail } from './sign-in/password-mails.ts';

/** A terminal that can be asked without showing what is typed. */
export interface AskingTerminal extends Terminal {
  /** @returns Null when it was given up. */
  readonly ask: (question: string) => Promise<string | null>;
  /** Somebody types, and may mistype. */
  readonly isTyped: boolean;
}

/**
 * Lets in who can't sign in at the console any more: asks for a new password and sets it.
 * @returns The exit code.
 */
export async function runResetPasswordCommand(
  options: ResetPasswordOptions,
  terminal: AskingTerminal,
): Promise<number> {
  const { dataDirectory } = options;
  const { stdout, stderr } = terminal;
  const folder = { dataDirectory, writes: true, failed: 'The password was not set', stderr };
  return runOnFolder(folder, async (opened) => {
    try {
      const username = await resetPassword(options, terminal, opened);
      stdout.write(`${username} has the new password. Start Gatehouse and sign in.\n`);
      return null;
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      return { text: inWords(error), code: FAILED };
    }
  });
}

/** @returns Whose it is. @throws RefusedError */
async function resetPassword(
  options: ResetPasswordOptions,
  terminal: AskingTerminal,
  { db, seal }: OpenedFolder,
): Promise<string> {
  const { username } = await findToRecover(db, options);
  const password = await askTwice(username, terminal);
  const now = (): Date => new Date();
  const resources = new URL('resources/', ROOT);
  const outbox = createOutbox({ now, randomBytes, templates: createMailTemplates(resources) });
  const context = {
    db,
    now,
    hasher: createPasswordHasher({ randomBytes }),
    validatePassword: createPasswordValidator({
      commonPasswords: await readLines(new URL('common-passwords.txt', resources)),
      rules: () => readPasswordRules(db),
    }),
    tellPasswordSet: (operation, accountId) =>
      putPasswordChangedMail({ outbox, graceMs: 0 }, operation, { accountId, how: 'staff' }),
  } satisfies Parameters<typeof recoverAccess>[0];
  await recoverAccess(context, { ...options, password, actor: COMMAND_LINE });
  await seal(now);
  return username;
}

/** @throws RefusedError when it was given up, or mistyped. */
async function askTwice(username: string, { ask, isTyped }: AskingTerminal): Promise<string> {
  const password = await ask(`New password for ${username}: `);
  const again = isTyped && password !== null ? await ask('Once more: ') : password;
  if (password === null || again === null) {
    throw new RefusedError({ code: 'invalid-input', message: 'Nothing was changed.' });
  }
  if (again !== password) {
    const message = 'The two passwords are not the same. Nothing was changed.';
    throw new RefusedError({ code: 'invalid-input', message });
  }
  return password;
}

function inWords({ failure }: RefusedError): string {
  const faults = Object.values(failure.fields ?? {}).flat();
  if (faults.length > 0) return `${faults.join(' ')} Nothing was changed.`;
  return [failure.message, failure.advice].filter((words) => words !== undefined).join(' ');
}
