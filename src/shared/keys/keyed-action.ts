/** The screens that an action is offered on. The page of a person is another one for a sign-up. */
export type Screen =
  | 'users'
  | 'person'
  | 'sign-up'
  | 'pending'
  | 'triage'
  | 'import'
  | 'captured'
  | 'outbox'
  | 'templates'
  | 'trash'
  | 'audit'
  | 'invitations'
  | 'groups';

/** What a grid does with its rows, by key or when it is asked to. */
export type GridAct =
  | 'down'
  | 'up'
  | 'pageDown'
  | 'pageUp'
  | 'first'
  | 'last'
  | 'select'
  | 'selectAll'
  | 'peek'
  | 'open'
  | 'clear'
  | 'menu';

/** The menus of a window's menu bar that actions stand in. */
export const MENUS = ['file', 'edit', 'view', 'go', 'selection', 'list', 'help'] as const;
export type MenuName = (typeof MENUS)[number];

export interface KeyedAction {
  /** Words for it without whom it is about: for the menu bar and for where keys are changed. */
  readonly label: string;
  /** Heading where keys are changed. */
  readonly group: string;
  /** Where it is offered; everywhere without. */
  readonly on?: readonly Screen[];
  readonly menu: MenuName;
  /** Its key until a person gives it another. */
  readonly keys?: string;
  /** A key that works beside it, as in every program, and can’t be given away. */
  readonly always?: string;
  /** A grid minds its key by itself. */
  readonly grid?: GridAct;
  /** Waits for no dialog and no menu that stands over the screen. */
  readonly overall?: true;
}
