import { History, Save } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';

import type {
  MailPart,
  TemplateDetail,
  TemplateProblem,
} from '../../../shared/contract/templates.ts';
import { useActions } from '../../app/actions.tsx';
import { counted } from '../../app/counted.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { CodeEditorHandle } from './code-editor.tsx';
import { ProblemList } from './problem-list.tsx';
import { SendTestDialog } from './send-test-dialog.tsx';
import { sourceWords } from './source-words.ts';
import { TemplatePreview } from './template-preview.tsx';
import styles from './templates.module.css';
import { useSaveTemplate } from './use-save-template.ts';
import { useTemplateDraft } from './use-template-draft.ts';
import { useTemplatePreview } from './use-template-preview.ts';
import { VariableChips } from './variable-chips.tsx';
import { VersionsDialog } from './versions-dialog.tsx';

const CodeEditor = lazy(async () => ({ default: (await import('./code-editor.tsx')).CodeEditor }));

interface TemplateEditorProps {
  readonly template: TemplateDetail;
  /** Why nothing can be changed, or undefined. */
  readonly blocked: string | undefined;
}

/** One mail: what it says at the left, how it will look at the right. */
export function TemplateEditor({ template, blocked }: TemplateEditorProps) {
  const { kind, name, sentWhen, source } = template;
  const draft = useTemplateDraft(template);
  const preview = useTemplatePreview(kind, draft.parts);
  const saving = useSaveTemplate(template, draft);
  const [open, setOpen] = useState<'versions' | 'test' | null>(null);
  const errors = preview.problems.filter(({ severity }) => severity === 'error');
  const cannotSave = blocked ?? (draft.changed ? undefined : 'Nothing was changed.');
  const [note, setNote] = useState('');
  const save = () =>
    void saving.save(note).then((isSaved) => {
      if (isSaved) setNote('');
    });
  useActions([
    {
      id: 'template.save',
      group: 'Template',
      label: 'Save as a new version',
      keys: 'Mod+S',
      bar: 'save',
      icon: Save,
      disabledReason: cannotSave,
      run: save,
    },
    {
      id: 'template.versions',
      group: 'Template',
      label: 'Versions and differences',
      keys: 'v',
      bar: 'versions',
      icon: History,
      run: () => setOpen('versions'),
    },
  ]);
  return (
    <>
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
              keys="v"
              onClick={() => setOpen('versions')}
            />
            {draft.changed && <Button onClick={draft.discard}>Discard</Button>}
            <Button
              variant="primary"
              icon={Save}
              keys="Mod+S"
              pending={saving.pending}
              disabledReason={cannotSave}
              onClick={save}
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
        <Writing
          {...{ template, draft, blocked, note }}
          problems={preview.problems}
          onNote={setNote}
        />
        <TemplatePreview preview={preview} blocked={blocked} onSend={() => setOpen('test')} />
      </div>
      {open === 'versions' && (
        <VersionsDialog {...{ template, draft, blocked }} onClose={() => setOpen(null)} />
      )}
      {open === 'test' && (
        <SendTestDialog
          draft={{ kind, parts: draft.parts, accountId: preview.person?.id ?? null }}
          {...{ name }}
          isSaved={!draft.changed}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

interface WritingProps extends TemplateEditorProps {
  readonly draft: ReturnType<typeof useTemplateDraft>;
  readonly problems: readonly TemplateProblem[];
  readonly note: string;
  readonly onNote: (note: string) => void;
}

/** The subject, the two parts, their variables, and what is wrong. */
function Writing({ template, draft, blocked, problems, note, onNote }: WritingProps) {
  const [part, setPart] = useState<'text' | 'html'>('text');
  const [focused, setFocused] = useState<MailPart>('text');
  const subject = useRef<HTMLInputElement>(null);
  const editor = useRef<CodeEditorHandle>(null);
  const of = (which: MailPart) => problems.filter((problem) => problem.part === which);
  const count = (which: MailPart) => of(which).length || undefined;
  const insert = (text: string, into: MailPart = focused) => {
    if (into === 'subject') draft.set({ subject: insertInto(subject.current, text) });
    else editor.current?.insert(text);
  };
  const show = ({ part: where, line, column }: TemplateProblem) => {
    if (where === 'subject') {
      subject.current?.focus();
      return;
    }
    setPart(where);
    // The editor of the other part has to be there first.
    requestAnimationFrame(() => editor.current?.goTo(line ?? 1, column ?? 1));
  };
  const mend = (problem: TemplateProblem) => {
    const { part: where, insert: text } = problem;
    if (where === 'subject' || text === null) return;
    draft.set({ [where]: withInserted(draft.parts[where], text, where) });
    setPart(where);
  };
  return (
    <section className={styles['writing']} aria-label="Template">
      <div className={styles['subject']} onFocus={() => setFocused('subject')}>
        <TextField
          label="Subject"
          mono
          inputRef={subject}
          value={draft.parts.subject}
          onChange={(value) => draft.set({ subject: value })}
          readOnly={blocked !== undefined}
          error={
            of('subject')
              .map(({ message }) => message)
              .join(' ') || undefined
          }
        />
        <VariableChips
          variables={template.variables}
          disabled={blocked !== undefined}
          onInsert={insert}
        />
      </div>
      <div className={styles['parts']} onFocus={() => setFocused(part)}>
        <Tabs
          label="Parts of the mail"
          items={[
            { value: 'text', label: 'Text', count: count('text') },
            { value: 'html', label: 'HTML', count: count('html') },
          ]}
          value={part}
          onChange={setPart}
        >
          <Suspense fallback={<SkeletonRows count={10} />}>
            <CodeEditor
              key={`${part} ${blocked === undefined}`}
              label={part === 'text' ? 'Text of the mail' : 'HTML of the mail'}
              language={part}
              value={draft.parts[part]}
              onChange={(value) => draft.set({ [part]: value })}
              readOnly={blocked !== undefined}
              variables={template.variables}
              problems={of(part)}
              handle={editor}
            />
          </Suspense>
        </Tabs>
      </div>
      <ProblemList {...{ problems }} onShow={show} onMend={mend} />
      {draft.changed && (
        <div className={styles['note']}>
          <TextField
            label="What is new, for the history"
            labelHidden
            placeholder="What is new, for the history (optional)"
            value={note}
            onChange={onNote}
            maxLength={200}
          />
        </div>
      )}
    </section>
  );
}

/** The field's text with something put where its cursor is. */
function insertInto(field: HTMLInputElement | null, text: string): string {
  if (!field) return text;
  const { value, selectionStart, selectionEnd } = field;
  const start = selectionStart ?? value.length;
  return value.slice(0, start) + text + value.slice(selectionEnd ?? start);
}

/** The link goes before the end of the block that the frame shows, or to the end of the text. */
function withInserted(text: string, insert: string, part: 'text' | 'html'): string {
  const end = part === 'html' ? text.lastIndexOf('{% endblock %}') : -1;
  return end < 0 ? `${text.trimEnd()}\n${insert}` : text.slice(0, end) + insert + text.slice(end);
}
