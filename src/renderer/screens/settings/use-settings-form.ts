import { notifyManager, type QueryClient, useQueryClient } from '@tanstack/react-query';

import type { CommandName, InputOf, OutputOf } from '../../../shared/contract/index.ts';
import { useCommandForm } from '../../query/use-command-form.ts';
import type { FieldChange } from '../../ui/field.tsx';
import type { DraftName } from '../../app/leaving/drafts.ts';
import { useDraft } from '../../app/leaving/use-draft.ts';
import type { MeanwhileSaved } from './meanwhile-saved.tsx';
import { type SavedWords, useSavedToast } from './use-saved-toast.ts';

/** Commands that save a form. */
type SaveName = {
  [Name in CommandName]: OutputOf<Name> extends Saved ? Name : never;
}[CommandName];

interface Saved {
  readonly operationId: number | null;
  readonly stored: object;
}

type StoredOf<Name extends SaveName> = OutputOf<Name>['stored'];

interface SettingsFormOptions<Name extends SaveName, Values> {
  readonly section: DraftName;
  readonly command: Name;
  readonly stored: StoredOf<Name>;
  /** What is stored, as the fields hold it. */
  readonly valuesOf: (stored: StoredOf<Name>) => Values;
  /** Puts what is stored by now among the answers to queries. */
  readonly putStored: (client: QueryClient, stored: StoredOf<Name>) => void;
  /** Its fields are refused together: what was refused goes when any of them is changed. */
  readonly isJudgedWhole?: boolean;
  /** Nothing is stored yet: what stands for it is proposed, and nobody has saved it. */
  readonly isNew?: boolean;
}

/** A page's draft, and the command that saves it and puts its refusals beside the fields. */
export function useSettingsForm<Name extends SaveName, Values extends object>(
  options: SettingsFormOptions<Name, Values>,
) {
  const { valuesOf, putStored, isNew = false, isJudgedWhole = false } = options;
  const client = useQueryClient();
  const stored = valuesOf(options.stored);
  const {
    set,
    takeTheirs: follow,
    reset,
    saved: settle,
    ...draft
  } = useDraft(options.section, stored);
  const { keepMine } = draft;
  const form = useCommandForm(options.command);
  // While one saves, what is stored may be one's own already.
  const contested = form.pending || isNew ? [] : draft.contested;
  // Whose values count is asked beside them.
  if (form.failure?.stored && contested.length > 0) form.clear();
  const saved = useSavedToast();
  const clear = (field: string) => {
    if (isJudgedWhole) form.clear();
    const ofItsLines = Object.keys(form.fieldErrors).filter((key) => key.startsWith(`${field}.`));
    for (const key of [field, ...ofItsLines]) form.clear(key);
  };
  const takeTheirs = (names: readonly (keyof Values)[]) => {
    follow(names);
    for (const name of names) clear(String(name));
  };
  return {
    ...draft,
    form,
    errors: form.fieldErrors,
    clear,
    /** Whether a field was changed, and what was saved there meanwhile. */
    changeOf: (name: keyof Values): FieldChange => {
      if (!contested.includes(name)) return draft.isChanged(name);
      return {
        theirs: textOf(stored[name]),
        keepMine: () => keepMine([name]),
        takeTheirs: () => takeTheirs([name]),
      };
    },
    meanwhile: (contested.length === 0
      ? undefined
      : {
          keepMine: () => keepMine(contested),
          takeTheirs: () => takeTheirs(contested),
        }) satisfies MeanwhileSaved | undefined,
    /** What is put back as it is stored is no draft, unless a save under way stores another value. */
    set: (changes: Partial<Values>) => {
      set(changes);
      const names = Object.keys(changes) as (keyof Values)[];
      if (!form.pending) follow(names.filter((name) => changes[name] === stored[name]));
      for (const name of names) clear(String(name));
    },
    /** Returns what puts it back, or null when nothing was typed. */
    discard: () => {
      form.clear();
      return reset();
    },
    /**
     * Nothing is saved over what others saved before it is said whose values count: what is known
     * here is asked at once, what is not is refused, and asked then.
     *
     * @param what "The site is", for the words that tell it. @returns Null when it was refused.
     */
    save: async (
      input: Omit<InputOf<Name>, 'basedOn'>,
      what: string,
      wordsOf?: (answer: OutputOf<Name>) => SavedWords | undefined,
    ): Promise<OutputOf<Name> | null> => {
      if (contested.length > 0) return null;
      const basedOn = isNew ? null : options.stored;
      const answer = await form.submit({ ...input, basedOn } as InputOf<Name>, (failure) => {
        if (failure.stored) putStored(client, failure.stored as StoredOf<Name>);
      });
      if (answer === null) return null;
      const { operationId, stored: now }: Saved = answer;
      await new Promise<void>((done) => {
        // Both are shown at once: a field without its draft would show what was stored before.
        notifyManager.batch(() => {
          putStored(client, now as StoredOf<Name>);
          notifyManager.schedule(() => {
            settle(valuesOf(now as StoredOf<Name>));
            done();
          });
        });
      });
      saved(what, operationId, wordsOf?.(answer));
      return answer;
    },
  };
}

/** A value as its field shows it. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : '';
}
