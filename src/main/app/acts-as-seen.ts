import type { OperationRow } from '../../shared/contract/operations.ts';
import type { StoryItem } from '../../shared/contract/story.ts';
import { lackInWords } from '../../shared/rights.ts';
import type { Person } from '../accounts/account-guards.ts';
import type { Database } from '../db/open-database.ts';
import { lackForUndo } from './undo-refusal.ts';

/** An act of the log as somebody sees it who may take back only what they may do. */
export async function actAsSeen(
  db: Database,
  person: Person,
  act: OperationRow,
): Promise<OperationRow> {
  if (act.undoBlocked !== null) return act;
  return { ...act, undoBlocked: await whyNoUndo(db, person, act.id) };
}

/** The same of a person's story. */
export async function itemAsSeen(
  db: Database,
  person: Person,
  item: StoryItem,
): Promise<StoryItem> {
  if (item.undoOperationId === null) return item;
  const undoBlocked = await whyNoUndo(db, person, item.undoOperationId);
  return undoBlocked === null ? item : { ...item, undoOperationId: null, undoBlocked };
}

async function whyNoUndo(db: Database, person: Person, id: number): Promise<string | null> {
  const lack = await lackForUndo(person, db, id);
  return lack && lackInWords(lack);
}
