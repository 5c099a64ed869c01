import type { OutputOf } from '../../shared/contract/index.ts';
import type { ImportPlan } from '../../shared/contract/transfer.ts';
import type { Person } from '../accounts/account-guards.ts';
import { accountRow } from '../accounts/account-store.ts';
import { readAccountRecords } from '../accounts/find-accounts.ts';
import { createLostPasswords } from '../accounts/password/lost-password.ts';
import { makeUnusablePassword } from '../accounts/password/unusable.ts';
import { putOnDisk } from '../db/later-on-disk.ts';
import { isOfProject } from '../db/project-database.ts';
import { atConsole } from '../operations/actor.ts';
import type { Operation } from '../operations/operation.ts';
import { type OperationResult, runPart } from '../operations/run-operation.ts';
import { addRegistrations } from '../registrations/add-registrations.ts';
import type { SignUpContext } from '../registrations/registration-context.ts';
import { putResetMails } from '../sign-in/password-mails.ts';
import { getsMail } from './check-import.ts';
import type { ImportFile } from './import-files.ts';
import type { PlannedAccount } from './plan-row.ts';
import type { ActivationContext } from '../site/answers-activation.ts';
import { plannedBatches, readRules } from './planned-batches.ts';
import { beginTally } from './refused-report.ts';
import { openSource } from './source-rows.ts';
import { sortedBatches } from './sorted-batches.ts';
import { splitTaken } from './taken-names.ts';

type Made = OperationResult<Awaited<ReturnType<typeof splitTaken>>>;

interface Settled {
  readonly plan: ImportPlan;
  readonly secretKey: string;
  readonly lostPassword: () => string;
}

/**
 * Makes the accounts of a file in batches, so that others are served in between, under one
 * operation: it is told and taken back as one, also when it was stopped or failed half-way. Stored
 * passwords are taken as they are; nothing is hashed.
 */
export async function runImport(
  context: SignUpContext & ActivationContext,
  request: { readonly file: ImportFile; readonly plan: ImportPlan; readonly person: Person },
): Promise<Omit<OutputOf<'imports.run'>, 'report'>> {
  const { file, plan, person } = request;
  const { db, jobs, now } = context;
  const source = await openSource(file, plan);
  const rules = await readRules(context, plan);
  const tally = await beginTally(file, source, { plan, pass: 'run' });
  const settled: Settled = {
    plan,
    secretKey: await context.signingKey.read(),
    lostPassword: await createLostPasswords(context.hasher, context.randomBytes),
  };
  const actor = atConsole(person);
  const detail = { filename: file.filename };
  const act = { kind: 'accounts.import', actor, at: now(), detail } as const;
  let operationId: number | null = null;
  let mailsQueued = 0;
  let cancelled = false;
  let failed: string | null = null;
  const job = jobs.start({ title: `Importing ${file.filename}`, total: 100, cancellable: true });
  const batches = sortedBatches(plannedBatches(source, rules), rules.taken.uniqueEmail);
  try {
    for await (const { planned, refused, bytes } of batches) {
      if (job.isCancelled) {
        cancelled = true;
        break;
      }
      const which = { id: operationId, isWhole: false };
      const part: Made = await runPart(db, act, which, async (operation) => {
        const taken = await splitTaken(operation.db, planned, rules.taken);
        await addAccounts(context, operation, taken.free, settled);
        return taken;
      });
      operationId = part.operationId;
      mailsQueued += part.mailsQueued;
      tally.accept(part.value.free.length);
      await tally.refuse([...refused, ...part.value.refused]);
      job.advance(Math.floor((bytes / file.bytes) * 100));
    }
  } catch (error) {
    if (operationId === null) throw error;
    failed = job.fail(error);
  } finally {
    await putOnDisk(db);
    job.end();
  }
  const told = failed === null ? {} : { failed };
  return { ...tally.findings(), operationId, mailsQueued, cancelled, ...told };
}

async function addAccounts(
  context: SignUpContext,
  operation: Operation,
  accounts: readonly PlannedAccount[],
  settled: Settled,
): Promise<void> {
  const { plan, lostPassword } = settled;
  // Where a project's site counts the days of a link from the sign-up date, that is now too.
  const joinsNow = await isOfProject(operation.db);
  const added = await operation.insert(
    'auth_user',
    accounts.map((account) => {
      const password =
        account.password?.encoded ??
        (getsMail(account, plan) ? lostPassword() : makeUnusablePassword(context.randomBytes));
      const isActive = account.state === 'active';
      const dateJoined = joinsNow && account.state === 'pending' ? null : account.dateJoined;
      return accountRow({ ...account, dateJoined, password, isActive }, operation.at);
    }),
  );
  const ids = new Map(added.map((row) => [row['username'], Number(row['id'])]));
  const idOf = ({ username }: PlannedAccount): number => ids.get(username) ?? 0;
  await operation.insert(
    'auth_user_groups',
    accounts.flatMap((account) =>
      account.groupIds.map((group_id) => ({ user_id: idOf(account), group_id })),
    ),
  );
  const pending = accounts.filter(({ state }) => state === 'pending');
  // The days of a link count from now, however long ago the person joined elsewhere.
  await addRegistrations(
    context,
    operation,
    pending.map((account) => ({
      userId: idOf(account),
      username: account.username,
      email: account.email,
      graceMs: context.graceMs,
      ...(joinsNow ? {} : { issuedAt: operation.at }),
    })),
  );
  const mailed = accounts.filter((each) => each.state === 'active' && getsMail(each, plan));
  await putResetMails(context, operation, {
    accounts: await readAccountRecords(operation.db, mailed.map(idOf)),
    secretKey: settled.secretKey,
    graceMs: context.graceMs,
    isInvitation: true,
  });
}
