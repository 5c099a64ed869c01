import type { StoryItem } from '../../../shared/contract/story.ts';
import type { LeaverWay } from '../../db/schema.ts';

/**
 * Of an act, what its title says.
 * @typeParam Detail What the log keeps of it beside who did what to whom, as JSON; never a secret.
 */
export interface ToldAct<Detail extends object> {
  /** Whom it concerned: a name or how many, as `subjectOf` says it. */
  readonly people: string;
  readonly accounts: number;
  /** An older Gatehouse may have kept less of it. */
  readonly detail: Readonly<Partial<Detail>>;
  /** Of an undo, the title of what it took back. */
  readonly undone?: string | undefined;
}

/**
 * One sentence without its subject: "Activated 3 accounts". What it takes says what has to be kept of
 * such an act.
 */
export type Title<Detail extends object> = (act: ToldAct<Detail>) => string;

/** All that is known of a kind of act. */
export interface ActKind {
  readonly title: Title<never>;
  /** By which sentences it is found, where its title is one or another by its details. */
  readonly words?: readonly string[];
  /** What it is called in one person's story, where its title would not do. */
  readonly ownTitle?: string;
  /** How it is shown in a story; as any change when left out. */
  readonly story?: Pick<StoryItem, 'kind' | 'tone'>;
  /** How it is called while it is under way, before whom it is for. */
  readonly underWay?: string;
  /** Who may do it, where that is not what the contract says of the procedure of its name. */
  readonly access?: 'superuser';
  /** Why it is not an administrator's to take back. */
  readonly notUndoable?: string;
  /** It changes nothing here, so that it is nobody's last change. */
  readonly changesNothing?: true;
  /** It makes accounts, which its undo deletes. */
  readonly makesAccounts?: true;
  /** Its undo removes the account that it made also when that has changed since. */
  readonly isMadeToGo?: true;
  /** Only somebody who reads the account's mail can do it. */
  readonly provesAddress?: true;
  /** How people leave by it. */
  readonly leaverWay?: LeaverWay;
}

/** Whom an act concerned: the one by name, where it is known, and of many how many. */
export function subjectOf(count: number, names: readonly string[] = []): string {
  if (count === 1) return names[0] ?? '1 account';
  return `${count.toLocaleString('en')} accounts`;
}
