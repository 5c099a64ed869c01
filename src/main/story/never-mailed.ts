import type { AccountDetail, AccountState } from '../../shared/contract/accounts.ts';
import { parseDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { joinedAt } from '../operations/joined-at.ts';
import { type KeptDetail, kindsThat } from '../operations/operation-kinds.ts';
import { activationSteps } from './activation-steps.ts';
import { step } from './step.ts';

/** What a verdict needs to know of an account. */
export interface JudgedAccount {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly state: AccountState;
}

/** Whether somebody is still to follow the link of an activation mail. */
export function isToActivate({ state }: Pick<JudgedAccount, 'state'>): boolean {
  return state === 'pending' || state === 'expired';
}

/** Acts that make an account. */
const MAKING = kindsThat(({ makesAccounts }) => makesAccounts === true);

/**
 * That no mail was ever written to somebody, why not, and what to do about it; of who is still to
 * activate, that no activation mail was. Of who was made elsewhere only that Gatehouse wrote none:
 * what the site there mails is in no table.
 */
export async function neverMailed(
  db: Database,
  account: JudgedAccount,
): Promise<AccountDetail['mailVerdict']> {
  const made = await howMade(db, account.id);
  const where = account.email || account.username || 'this account';
  const isPending = isToActivate(account);
  const mail = isPending ? 'activation mail' : 'mail';
  const steps = [
    ...(parseDjangoDatetime(made.at) === null
      ? []
      : [step(made.at, { tone: 'neutral', title: made.words, detail: null })]),
    ...(await activationSteps(db, account.id, made.at)),
  ];
  return {
    tone: (isPending || account.state === 'to-approve') && !made.elsewhere ? 'warn' : 'neutral',
    sentence: made.elsewhere
      ? `Gatehouse has written no ${mail} to ${where}. ${made.words} What its site has mailed is not seen here.`
      : `No ${mail} was ever written to ${where}. ${made.words}`,
    advice: adviceFor(account, made.elsewhere),
    inMailSettings: false,
    reply: null,
    at: steps[0]?.at ?? null,
    steps,
  };
}

async function howMade(
  db: Database,
  id: number,
): Promise<{ readonly at: string; readonly words: string; readonly elsewhere: boolean }> {
  const act = await db
    .selectFrom('gatehouse_operation as act')
    .innerJoin('gatehouse_operation_change as change', 'change.operation_id', 'act.id')
    .select(['act.at', 'act.kind', 'act.actor', 'act.detail'])
    .where('change.account_id', '=', id)
    .where('change.table_name', '=', 'auth_user')
    .where('change.before', 'is', null)
    .where('act.kind', 'in', MAKING)
    .orderBy('act.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (act) {
    const detail = JSON.parse(act.detail) as MakingDetail;
    return { at: act.at, words: makingWords(act.kind, act.actor, detail), elsewhere: false };
  }
  const at = (await joinedAt(db, id)) ?? '';
  return { at, words: 'The account was made outside of Gatehouse.', elsewhere: true };
}

type MakingDetail = KeptDetail<'accounts.import'> & KeptDetail<'accounts.create'>;

function makingWords(kind: string, actor: string, { filename, start }: MakingDetail): string {
  if (kind === 'accounts.import') {
    return `The account was imported from ${String(filename)} by ${actor}, without a mail.`;
  }
  if (kind === 'accounts.create' && start === 'active') {
    return `The account was made by ${actor}, active from the start.`;
  }
  if (kind === 'session.setUp') return 'The account was made when this console was set up.';
  return kind === 'accounts.create'
    ? `The account was made by ${actor}.`
    : 'The account signed up, and its mail is not kept any more.';
}

function adviceFor(account: JudgedAccount, elsewhere: boolean): string | null {
  const { email, state } = account;
  if (email === '') return 'There is no address to write to. Enter one first.';
  if (isToActivate(account)) {
    return elsewhere
      ? 'If no mail of the site has arrived, send one from Pending: its link ends the one before.'
      : 'Send an activation mail from Pending.';
  }
  if (state === 'to-approve') return 'It waits for an approval, in Pending.';
  if (state === 'active')
    return 'Nothing is missing. A reset link lets the person choose a password.';
  return 'The account is not active. Activate it, then send a reset link.';
}
