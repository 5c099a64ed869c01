import { History, Save } from 'lucide-react';
import { useState } from 'react';

import type { TemplateDetail } from '../../../shared/contract/templates.ts';
import { useKeymap } from '../../app/keys/keymap.tsx';
import { useActions } from '../../app/keys/actions.tsx';
import { counted } from '../../app/counted.ts';
import { useKept } from '../../app/leaving/use-kept.ts';
import { useLeaveQuestion } from '../../app/leaving/use-leave-question.tsx';
import { DiscardButton } from '../../app/leaving/discard-button.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SendTestDialog } from './send-test-dialog.tsx';
import { sourceWords } from './source-words.ts';
import { type PreviewView, TemplatePreview } from './template-preview.tsx';
import { TemplateWriting } from './template-writing.tsx';
import styles from './templates.module.css';
import { useSaveTemplate } from './use-save-template.ts';
import { useTemplateDraft } from './use-template-draft.ts';
import { useTemplatePreview } from './use-template-preview.ts';
import { VersionsDialog } from './versions-dialog.tsx';

interface TemplateEditorProps {
  readonly template: TemplateDetail;
  /** Why nothing can be changed, or undefined. */
  readonly blocked: string | undefined;
}

/** One mail: what it says at the left, how it will look at the right. */
export function TemplateEditor({ template, blocked }: TemplateEditorProps) {
  const keymap = useKeymap();
  const { kind, name, sentWhen, source } = template;
  const draft = useTemplateDraft(template);
  const preview = useTemplatePreview(kind, draft.parts);
  const saving = useSaveTemplate(template, draft);
  const [view, setView] = useState<PreviewView>('html');
  const [open, setOpen] = useKept<'versions' | 'test' | null>('template dialog', null);
  const errors = preview.problems.filter(({ severity }) => severity === 'error');
  const cannotSave = blocked ?? (draft.changed ? undefined : 'Nothing was changed.');
  const [note, setNote] = useKept(`version of ${kind}`, '');
  const save = async (): Promise<boolean> => {
    const isSaved = await saving.save(note);
    if (isSaved) setNote('');
    return isSaved;
  };
  const { question } = useLeaveQuestion({
    what: `The template “${name}”`,
    changed: draft.changed,
    save,
    cannotSave,
    discard: draft.discard,
    keptWithin: '/mail/templates/',
  });
  useActions([
    {
      id: 'template.save',
      group: 'Template',
      label: 'Save as a new version',
      bar: 'save',
      icon: Save,
      disabledReason: cannotSave,
      run: () => void save(),
    },
    {
      id: 'template.versions',
      group: 'Template',
      label: 'Versions and differences',
      bar: 'versions',
      icon: History,
      run: () => setOpen('versions'),
    },
  ]);
  return (
    <>
      {question}
      <PageHeader
        title={name}
        secondary={
          <p className={styles['when']} title={sentWhen}>
            In use: {sourceWords(source)}. {sentWhen}
          </p>
        }
        action={
          <>
            <IconButton
              icon={History}
              label="Versions and differences"
              keys={keymap['template.versions']}
              onClick={() => setOpen('versions')}
            />
            {draft.changed && <DiscardButton onDiscard={draft.discard}>Discard</DiscardButton>}
            <Button
              variant="primary"
              icon={Save}
              keys={keymap['template.save']}
              pending={saving.pending}
              disabledReason={cannotSave}
              onClick={() => void save()}
            >
              Save
            </Button>
          </>
        }
      />
      {blocked !== undefined && <Notice tone="neutral" variant="strip" title={blocked} />}
      {saving.refused && errors.length > 0 && (
        <Notice
          tone="danger"
          variant="strip"
          title={`Not saved: ${counted(errors.length, 'error')}.`}
          onDismiss={saving.dismiss}
        >
          {source.version === null
            ? 'What was in use stays in use.'
            : 'The old version stays in use.'}
        </Notice>
      )}
      {draft.changed && draft.isOutdated && (
        <Notice
          tone="warn"
          variant="strip"
          title="Somebody else has changed this template since you began."
          action={{ label: 'Keep mine', onClick: draft.rebase }}
        >
          Your draft is kept. Compare it under Versions, then keep or discard it.
        </Notice>
      )}
      <div className={styles['split']}>
        <TemplateWriting
          {...{ template, draft, blocked, note }}
          problems={preview.problems}
          onNote={setNote}
          onPart={setView}
        />
        <TemplatePreview
          {...{ preview, view, blocked }}
          onView={setView}
          isFrame={kind === 'frame'}
          onSend={() => setOpen('test')}
        />
      </div>
      {open === 'versions' && (
        <VersionsDialog {...{ template, draft, blocked }} onClose={() => setOpen(null)} />
      )}
      {open === 'test' && (
        <SendTestDialog
          draft={{
            kind,
            parts: draft.parts,
            inside: preview.inside,
            accountId: preview.person?.id ?? null,
          }}
          {...{ name }}
          isSaved={!draft.changed}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
