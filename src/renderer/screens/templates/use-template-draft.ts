import type { TemplateDetail, TemplateParts } from '../../../shared/contract/templates.ts';
import { useDraft } from '../../app/leaving/use-draft.ts';

/** A template as it is being written. It outlives its page; nothing of it is secret. */
export function useTemplateDraft({ kind, parts, source }: TemplateDetail) {
  const stored = { ...parts, basedOn: source.version };
  const draft = useDraft(`template/${kind}`, stored);
  const { values, set, latest, reset, isChanged, saved: settle } = draft;
  const { basedOn, ...written } = values;
  return {
    parts: written,
    /** The version that was in use when the writing began. */
    basedOn,
    changed: isChanged('subject') || isChanged('text') || isChanged('html'),
    /** Somebody has saved or reset the template since the writing began. */
    isOutdated: isChanged('basedOn'),
    /** What is as it was is no draft. */
    set: (changes: Partial<TemplateParts>) => {
      const { subject, text, html } = { ...written, ...changes };
      if (subject === parts.subject && text === parts.text && html === parts.html) reset();
      else set({ basedOn, ...changes });
    },
    /** What this call was begun with is a version now; what was typed since goes on from it. */
    saved: (version: number) => {
      settle(values);
      if (Object.keys(latest()).length > 0) set({ basedOn: version });
    },
    discard: reset,
    /** Goes on from what is in use now. */
    rebase: () => set({ basedOn: source.version }),
  };
}

export type TemplateDraft = ReturnType<typeof useTemplateDraft>;
