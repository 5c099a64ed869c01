import type { Selectable } from 'kysely';

import { countCharacters } from '../../shared/count-characters.ts';
import type { OutputOf } from '../../shared/contract/index.ts';
import type { InvitationRow } from '../../shared/contract/invitations.ts';
import type { Outcome } from '../../shared/contract/operations.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { invalidFields } from '../../shared/errors.ts';
import { ownDatetimeToIso, toDjangoDatetime } from '../db/django-datetime.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import type { GatehouseInvitation } from '../db/schema.ts';
import type { Actor } from '../operations/actor.ts';
import type { Operation } from '../operations/operation.ts';
import { outcomeOfOne } from '../operations/outcome-of.ts';
import { runOperation } from '../operations/run-operation.ts';
import { isSameSignature, sign, type SigningKey } from '../settings/signing-key.ts';
import { readSite } from '../settings/settings-store.ts';
import { accountsLink } from '../site/links.ts';

export interface InvitationContext {
  readonly db: Database;
  readonly now: () => Date;
  readonly signingKey: SigningKey;
}

/** An invitation's row, with its id as read. */
type StoredInvitation = Readonly<Selectable<GatehouseInvitation>>;

/** What a token is good for. */
export type InvitationState = InvitationRow['state'] | 'unknown';

const LABEL_MAX_LENGTH = 100;
/** 128 bits, in hex. */
const SIGNATURE_LENGTH = 32;

/** Every invitation, newest first, with its link while that leads somewhere. */
export async function listInvitations(
  context: InvitationContext,
): Promise<OutputOf<'invitations.list'>> {
  const { db } = context;
  const stored = await db
    .selectFrom('gatehouse_invitation')
    .selectAll()
    .orderBy('id', 'desc')
    .execute();
  const rows: InvitationRow[] = [];
  for (const row of stored) {
    const state = stateOf(row, context.now());
    rows.push({
      id: row.id,
      label: row.label,
      createdAt: ownDatetimeToIso(row.created_at),
      createdBy: row.created_by,
      expiresAt: ownDatetimeToIso(row.expires_at),
      maxUses: row.max_uses,
      uses: row.uses,
      state,
      link: state === 'open' ? await linkOf(context, row) : null,
    });
  }
  return { rows };
}

/**
 * Makes an invitation. Its link can be shown again at any time and yet is nowhere stored: the
 * token is signed with the site's key.
 * @throws RefusedError `invalid-input` for a label that is empty or too long.
 */
export async function createInvitation(
  context: InvitationContext,
  given: {
    readonly label: string;
    readonly days: number;
    readonly maxUses: number;
    readonly actor: Actor;
  },
): Promise<OutputOf<'invitations.create'>> {
  const label = given.label.trim();
  if (label === '') throw invalidFields({ label: ['This field is required.'] });
  if (countCharacters(label) > LABEL_MAX_LENGTH || /\p{Cc}/u.test(label)) {
    throw invalidFields({ label: [`Enter one line of at most ${LABEL_MAX_LENGTH} characters.`] });
  }
  const at = context.now();
  const result = await runOperation(
    context.db,
    { kind: 'invitations.create', actor: given.actor, at, detail: { label } },
    async (operation) => {
      const [row] = await operation.insert('gatehouse_invitation', [
        {
          label,
          created_at: toDjangoDatetime(at),
          created_by: given.actor.label,
          expires_at: toDjangoDatetime(new Date(at.getTime() + given.days * DAY_MS)),
          max_uses: given.maxUses,
          uses: 0,
          revoked_at: null,
        },
      ]);
      return row as unknown as StoredInvitation;
    },
  );
  return { ...outcomeOfOne(result), link: await linkOf(context, result.value) };
}

/** Makes links lead nowhere from now on; who has used one stays. */
export async function revokeInvitations(
  context: InvitationContext,
  given: { readonly ids: readonly number[]; readonly actor: Actor },
): Promise<Outcome> {
  const at = context.now();
  const result = await runOperation(
    context.db,
    { kind: 'invitations.revoke', actor: given.actor, at },
    async (operation) => {
      const rows = await operation.db
        .selectFrom('gatehouse_invitation')
        .selectAll()
        .where('id', 'in', keySet(given.ids))
        .execute();
      const open = rows.filter((row) => stateOf(row, at) === 'open');
      await operation.set(
        'gatehouse_invitation',
        open.map(({ id }) => id),
        { revoked_at: toDjangoDatetime(at) },
      );
      const skipped = rows
        .filter((row) => !open.includes(row))
        .map(({ id, label }) => ({ id, name: label, reason: 'Leads nowhere already.' }));
      return { done: open.length, skipped };
    },
  );
  return { operationId: result.operationId, mailsQueued: 0, ...result.value };
}

/** What a token is good for, and whose invitation it is; changes nothing. */
export async function examineInvitation(
  context: InvitationContext,
  token: string,
): Promise<{ readonly state: InvitationState; readonly id: number | null }> {
  const [, id, signature] = /^(\d{1,10})-([0-9a-f]{32})$/.exec(token) ?? [];
  if (id === undefined || signature === undefined) return { state: 'unknown', id: null };
  const row = await context.db
    .selectFrom('gatehouse_invitation')
    .selectAll()
    .where('id', '=', Number(id))
    .executeTakeFirst();
  if (!row || !isSameSignature(await signatureOf(context, row), signature)) {
    return { state: 'unknown', id: null };
  }
  return { state: stateOf(row, context.now()), id: row.id };
}

/** Counts a use within the sign-up's own operation. @returns Whether there was one left. */
export async function countUse(operation: Operation, id: number): Promise<boolean> {
  const row = await operation.db
    .selectFrom('gatehouse_invitation')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row || stateOf(row, operation.at) !== 'open') return false;
  await operation.update('gatehouse_invitation', [{ id, uses: row.uses + 1 }]);
  return true;
}

function stateOf(row: StoredInvitation, now: Date): InvitationRow['state'] {
  if (row.revoked_at !== null) return 'revoked';
  if (row.expires_at <= toDjangoDatetime(now)) return 'expired';
  return row.uses >= row.max_uses ? 'used-up' : 'open';
}

async function linkOf(context: InvitationContext, row: StoredInvitation): Promise<string> {
  const site = await readSite(context.db);
  const token = `${row.id}-${await signatureOf(context, row)}`;
  return accountsLink(site, `register/?invitation=${token}`);
}

async function signatureOf(context: InvitationContext, row: StoredInvitation): Promise<string> {
  const key = await context.signingKey.read();
  return sign(key, 'invitation', `${row.id}:${row.created_at}`).slice(0, SIGNATURE_LENGTH);
}
