import { lazy, Suspense, useRef, useState } from 'react';

import type {
  MailPart,
  TemplateDetail,
  TemplateProblem,
} from '../../../shared/contract/templates.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { CodeEditorHandle } from './code-editor.tsx';
import { ProblemList } from './problem-list.tsx';
import styles from './templates.module.css';
import type { TemplateDraft } from './use-template-draft.ts';
import { VariableChips } from './variable-chips.tsx';

const CodeEditor = lazy(async () => ({ default: (await import('./code-editor.tsx')).CodeEditor }));

interface TemplateWritingProps {
  readonly template: TemplateDetail;
  readonly draft: TemplateDraft;
  /** Why nothing can be changed, or undefined. */
  readonly blocked: string | undefined;
  readonly problems: readonly TemplateProblem[];
  readonly note: string;
  readonly onNote: (note: string) => void;
  /** Another part is looked at or written in than before. */
  readonly onPart: (part: 'text' | 'html') => void;
}

/** The subject, the two parts, their variables, and what is wrong. */
export function TemplateWriting(props: TemplateWritingProps) {
  const { template, draft, blocked, problems, note, onNote, onPart } = props;
  const isFrame = template.kind === 'frame';
  const [part, setPart] = useState<'text' | 'html'>(isFrame ? 'html' : 'text');
  const [focused, setFocused] = useState<MailPart>(part);
  const followed = useRef<typeof part>(undefined);
  // Once for each turn to a part: whoever then looks at another one is left there.
  const follow = (to: typeof part) => {
    if (followed.current !== to) onPart(to);
    followed.current = to;
  };
  const turnTo = (to: typeof part) => {
    setPart(to);
    follow(to);
  };
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
    turnTo(where);
    // The editor of the other part has to be there first.
    requestAnimationFrame(() => editor.current?.goTo(line ?? 1, column ?? 1));
  };
  const mend = (problem: TemplateProblem) => {
    const { part: where, insert: text } = problem;
    if (where === 'subject' || text === null) return;
    draft.set({ [where]: withInserted(draft.parts[where], text, isFrame ? 'frame' : where) });
    turnTo(where);
  };
  return (
    <section className={styles['writing']} aria-label="Template">
      <div
        className={styles['subject']}
        onFocus={isFrame ? undefined : () => setFocused('subject')}
      >
        {!isFrame && (
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
        )}
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
            ...(isFrame ? [] : [{ value: 'text' as const, label: 'Text', count: count('text') }]),
            { value: 'html', label: 'HTML', count: count('html') },
          ]}
          value={part}
          onChange={turnTo}
        >
          <Suspense fallback={<SkeletonRows count={10} />}>
            <CodeEditor
              key={`${part} ${blocked === undefined}`}
              label={isFrame ? 'HTML of the frame' : PART_LABELS[part]}
              language={part}
              value={draft.parts[part]}
              onChange={(value) => {
                draft.set({ [part]: value });
                follow(part);
              }}
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

const PART_LABELS = { text: 'Text of the mail', html: 'HTML of the mail' } as const;

/** Before this goes what a part lacks; without it, to the end. */
const INSERTED_BEFORE = { text: null, html: '{% endblock %}', frame: '</body>' } as const;

function withInserted(text: string, insert: string, part: keyof typeof INSERTED_BEFORE): string {
  const mark = INSERTED_BEFORE[part];
  const end = mark === null ? -1 : text.lastIndexOf(mark);
  return end < 0 ? `${text.trimEnd()}\n${insert}` : text.slice(0, end) + insert + text.slice(end);
}
