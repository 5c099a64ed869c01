import { lengthFault } from '../../shared/count-characters.ts';
import type { AccountNote } from '../../shared/contract/person.ts';
import type { Outcome } from '../../shared/contract/operations.ts';
import { invalidFields, RefusedError } from '../../shared/errors.ts';
import { djangoDatetimeToIso, ownDatetimeToIso, toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { atConsole } from '../operations/actor.ts';
import type { PlainKind } from '../operations/operation-kinds.ts';
import type { Operation } from '../operations/operation.ts';
import { outcomeOfOne } from '../operations/outcome-of.ts';
import { runOperation } from '../operations/run-operation.ts';
import { guardAllowed, type Person, refusalFor } from './account-guards.ts';
import { accountGone } from './edit-account.ts';

interface NoteContext {
  readonly db: Database;
  readonly now: () => Date;
}

/** In code points: a page of text. What is longer belongs into a file. */
const MAX_LENGTH = 4_000;

/** What was written down about somebody, newest first. */
export async function readNotes(db: Database, accountId: number): Promise<AccountNote[]> {
  const rows = await db
    .selectFrom('gatehouse_note')
    .select(['id', 'text', 'author', 'created_at', 'edited_at', 'edited_by'])
    .where('account_id', '=', accountId)
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    author: row.author,
    createdAt: ownDatetimeToIso(row.created_at),
    editedAt: djangoDatetimeToIso(row.edited_at),
    editedBy: row.edited_by,
  }));
}

/** How many notes there are about somebody. */
export async function countNotes(db: Database, accountId: number): Promise<number> {
  const { count } = await db
    .selectFrom('gatehouse_note')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow();
  return count;
}

/** Everybody about whom there is a note. */
export async function notedAccounts(db: Database): Promise<readonly number[]> {
  const rows = await db.selectFrom('gatehouse_note').select('account_id').distinct().execute();
  return rows.map((row) => row.account_id);
}

/**
 * Writes a note down about somebody.
 * @throws RefusedError `invalid-input` for an empty or too long text, `not-found`, `not-allowed`
 *   for notes on staff by somebody who is no superuser.
 */
export async function addNote(
  context: NoteContext,
  request: { readonly id: number; readonly text: string; readonly person: Person },
): Promise<Outcome> {
  const { id, person } = request;
  const text = checkNote(request.text);
  return act(context, { kind: 'accounts.addNote', person }, async (operation) => {
    await guardAccount(operation.db, id, person);
    await operation.insert('gatehouse_note', [
      {
        account_id: id,
        text,
        author_id: person.id,
        author: person.username,
        created_at: toDjangoDatetime(operation.at),
        edited_at: null,
        edited_by: null,
      },
    ]);
  });
}

/**
 * Writes a note anew; author and time of the first text stay, and who changed it stands beside.
 * @throws RefusedError as addNote, and `not-found` for a note that is gone.
 */
export async function editNote(
  context: NoteContext,
  request: { readonly noteId: number; readonly text: string; readonly person: Person },
): Promise<Outcome> {
  const { noteId, person } = request;
  const text = checkNote(request.text);
  return act(context, { kind: 'accounts.editNote', person }, async (operation) => {
    const note = await guardNote(operation.db, noteId, person);
    if (note.text === text) return;
    const edited_at = toDjangoDatetime(operation.at);
    await operation.update('gatehouse_note', [
      { id: noteId, text, edited_at, edited_by: person.username },
    ]);
  });
}

/** Takes a note away; the undo brings it back. @throws RefusedError `not-found`, `not-allowed`. */
export async function deleteNote(
  context: NoteContext,
  request: { readonly noteId: number; readonly person: Person },
): Promise<Outcome> {
  const { noteId, person } = request;
  return act(context, { kind: 'accounts.deleteNote', person }, async (operation) => {
    await guardNote(operation.db, noteId, person);
    await operation.delete('gatehouse_note', [noteId]);
  });
}

/** Plain text: line breaks and tabs, no other control characters. */
function checkNote(raw: string): string {
  const text = raw.replaceAll('\r\n', '\n').trim();
  if (text === '') throw invalidFields({ text: ['Write something down.'] });
  const tooLong = lengthFault(text, MAX_LENGTH);
  if (tooLong !== null) throw invalidFields({ text: [tooLong] });
  if (/[^\P{Cc}\n\t]/u.test(text)) {
    throw invalidFields({ text: ['Null and control characters are not allowed.'] });
  }
  return text;
}

async function guardAccount(db: Database, id: number, person: Person): Promise<void> {
  const account = await db
    .selectFrom('auth_user')
    .select(['is_staff', 'is_superuser'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!account) throw accountGone();
  guardAllowed(refusalFor(person, account));
}

async function guardNote(db: Database, noteId: number, person: Person) {
  const note = await db
    .selectFrom('gatehouse_note')
    .select(['account_id', 'text'])
    .where('id', '=', noteId)
    .executeTakeFirst();
  if (!note) {
    throw new RefusedError({
      code: 'not-found',
      message: 'This note is gone. Nothing was changed.',
    });
  }
  await guardAccount(db, note.account_id, person);
  return note;
}

async function act(
  { db, now }: NoteContext,
  { kind, person }: { readonly kind: PlainKind; readonly person: Person },
  work: (operation: Operation) => Promise<void>,
): Promise<Outcome> {
  const actor = atConsole(person);
  return outcomeOfOne(await runOperation(db, { kind, actor, at: now() }, work));
}
