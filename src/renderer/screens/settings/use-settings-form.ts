import type { CommandName, InputOf, OutputOf } from '../../../shared/contract/index.ts';
import { useCommandForm } from '../../query/use-command-form.ts';
import type { DraftName } from './drafts.ts';
import { useDraft } from './use-draft.ts';
import { type SavedWords, useSavedToast } from './use-saved-toast.ts';

/** Commands that save settings. */
type SaveName = {
  [Name in CommandName]: OutputOf<Name> extends Saved ? Name : never;
}[CommandName];

interface Saved {
  readonly operationId: number | null;
}

interface SettingsFormOptions<Name extends SaveName, Values> {
  readonly section: DraftName;
  readonly command: Name;
  /** What is stored, as the fields hold it. */
  readonly stored: Values;
}

/** A page's draft, and the command that saves it and puts its refusals beside the fields. */
export function useSettingsForm<Name extends SaveName, Values extends object>(
  options: SettingsFormOptions<Name, Values>,
) {
  const { set, reset, saved: settle, ...draft } = useDraft(options.section, options.stored);
  const form = useCommandForm(options.command);
  const saved = useSavedToast();
  const clear = (field: string) => {
    const ofItsLines = Object.keys(form.fieldErrors).filter((key) => key.startsWith(`${field}.`));
    for (const key of [field, ...ofItsLines]) form.clear(key);
  };
  return {
    ...draft,
    form,
    errors: form.fieldErrors,
    clear,
    set: (changes: Partial<Values>) => {
      set(changes);
      for (const field of Object.keys(changes)) clear(field);
    },
    discard: () => {
      reset();
      form.clear();
    },
    /** @param what "The site is", for the words that tell it. @returns Null when it was refused. */
    save: async (
      input: InputOf<Name>,
      what: string,
      wordsOf?: (answer: OutputOf<Name>) => SavedWords | undefined,
    ): Promise<OutputOf<Name> | null> => {
      const answer = await form.submit(input);
      if (answer === null) return null;
      settle();
      const { operationId }: Saved = answer;
      saved(what, operationId, wordsOf?.(answer));
      return answer;
    },
  };
}
