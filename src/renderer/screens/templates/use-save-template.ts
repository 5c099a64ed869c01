import { useState } from 'react';

import type { TemplateDetail } from '../../../shared/contract/templates.ts';
import { useActs } from '../../app/acts/acts.tsx';
import { useCommand } from '../../query/use-command.ts';
import type { TemplateDraft } from './use-template-draft.ts';

/** Saving, resetting and restoring, each told in a toast that offers the way back. */
export function useSaveTemplate({ kind, name, source }: TemplateDetail, draft: TemplateDraft) {
  const acts = useActs();
  const save = useCommand('templates.save');
  const use = useCommand('templates.use');
  const [refused, setRefused] = useState(false);
  const tell = (operationId: number | null, what: string, done: string): void =>
    acts.report({ operationId, done: 1, skipped: [], mailsQueued: 0 }, { done, name: what });
  return {
    pending: save.pending || use.pending,
    /** The last save was refused for errors. */
    refused,
    dismiss: () => setRefused(false),
    /** @returns Whether there is a new version. */
    save: async (note: string): Promise<boolean> => {
      const { parts, basedOn } = draft;
      try {
        const answer = await save.run({
          kind,
          parts,
          note,
          basedOn: { ...source, version: basedOn },
        });
        setRefused(answer.version === null);
        if (answer.version === null) return false;
        draft.saved(answer.version);
        tell(answer.operationId, `Version ${answer.version} of “${name}”`, 'is in use');
        return true;
      } catch (error) {
        acts.refuse(error);
        return false;
      }
    },
    /** Uses a version, or with null the default. */
    use: async (number: number | null): Promise<void> => {
      try {
        const { operationId } = await use.run({ kind, number });
        draft.discard();
        const what =
          number === null ? `The default of “${name}”` : `Version ${number} of “${name}”`;
        tell(operationId, what, 'is in use again');
      } catch (error) {
        acts.refuse(error);
      }
    },
  };
}
