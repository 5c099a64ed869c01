import { useNavigate } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

import type { OutputOf } from '../../../shared/contract/index.ts';
import type { ImportPlan } from '../../../shared/contract/transfer.ts';
import { useActions } from '../../app/keys/actions.tsx';
import { useActs } from '../../app/acts/acts.tsx';
import { counted, isolated } from '../../app/counted.ts';
import { useLeaveQuestion } from '../../app/leaving/use-leave-question.tsx';
import { useWriteBlock } from '../../app/acts/use-write-block.ts';
import { useCall } from '../../query/use-call.ts';
import { useCommand } from '../../query/use-command.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { ImportColumnsStep } from './import-columns-step.tsx';
import { ImportFileStep } from './import-file-step.tsx';
import { FirstPeople, ImportSummary, Refused } from './import-findings.tsx';
import { ImportResult } from './import-result.tsx';
import styles from './transfer.module.css';
import { useImporting } from './use-importing.ts';

type Step =
  | { readonly kind: 'file' }
  | { readonly kind: 'columns'; readonly given: Given }
  | { readonly kind: 'check'; readonly given: Given; readonly found: OutputOf<'imports.check'> }
  | { readonly kind: 'done'; readonly found: OutputOf<'imports.run'> };

interface Given {
  readonly id: string;
  readonly file: OutputOf<'imports.inspect'>;
  readonly plan: ImportPlan;
}

const STEPS = [
  ['file', 'File'],
  ['columns', 'Columns'],
  ['check', 'What would happen'],
  ['done', 'Result'],
] as const;

/** People come from a file: what is in it, what it would do, what it did, and the way back. */
export function ImportScreen() {
  const [step, setStep] = useState<Step>({ kind: 'file' });
  /** An answer leads on only from the step that asked for it. */
  const goOn = (next: Step) => setStep((now) => (now === step ? next : now));
  const steps = useStepInFocus(step.kind);
  const importing = useImporting();
  const running = importing.pending ? 'The import is running.' : undefined;
  const given = 'given' in step ? step.given : null;
  const { question } = useLeaveQuestion({
    what: `What is chosen for ${isolated(given?.file.filename ?? '')}`,
    changed: given !== null && running === undefined,
    discard: () => {},
  });
  const navigate = useNavigate();
  useActions([
    {
      id: 'import.leave',
      group: 'Import',
      icon: ArrowLeft,
      bar: 'users',
      label: 'Back to the users',
      disabledReason: running,
      run: () => void navigate({ to: '/users', search: {} }),
    },
  ]);
  const ask = useCall();
  const { data: session } = useQueryOf('session.state', {});
  const readOnly = useWriteBlock();
  const blocked = session?.person?.isSuperuser ? readOnly : 'Only a superuser may import people.';
  const inspect = async (id: string) => {
    const file = await ask('imports.inspect', { id, delimiter: null });
    const plan: ImportPlan = {
      delimiter: file.delimiter,
      mapping: file.columns.map(({ guess }) => guess),
      start: 'file',
      unknownHash: 'refuse',
      sendReset: false,
      dateOrder: null,
    };
    goOn({ kind: 'columns', given: { id, file, plan } });
  };
  return (
    <>
      {question}
      <PageHeader
        title="Import people"
        secondary={given && <bdi>{`${given.file.filename}, ${given.file.encoding}`}</bdi>}
        action={
          step.kind !== 'file' && (
            <Button disabledReason={running} onClick={() => setStep({ kind: 'file' })}>
              Another file
            </Button>
          )
        }
      />
      <div className={styles['page']} key={step.kind}>
        <ol ref={steps} className={styles['steps']} aria-label="Steps">
          {STEPS.map(([kind, words]) => (
            <li key={kind} tabIndex={-1} aria-current={kind === step.kind ? 'step' : undefined}>
              {words}
            </li>
          ))}
        </ol>
        {step.kind === 'file' && <ImportFileStep blocked={blocked} onDone={inspect} />}
        {step.kind === 'columns' && (
          <Columns
            given={step.given}
            onChange={(plan) => setStep({ kind: 'columns', given: { ...step.given, plan } })}
            onChecked={(found) => goOn({ kind: 'check', given: step.given, found })}
          />
        )}
        {step.kind === 'check' && (
          <Checked
            found={step.found}
            blocked={blocked}
            running={running}
            onBack={() => setStep({ kind: 'columns', given: step.given })}
            onImport={() => {
              const { id, plan } = step.given;
              importing.run({ id, plan }, (found) => goOn({ kind: 'done', found }));
            }}
          />
        )}
        {step.kind === 'done' && <ImportResult found={step.found} />}
      </div>
    </>
  );
}

/** The button that led on is gone, and its focus would be lost. */
function useStepInFocus(kind: Step['kind']) {
  const steps = useRef<HTMLOListElement>(null);
  const shown = useRef(kind);
  useEffect(() => {
    if (shown.current === kind) return;
    shown.current = kind;
    if (document.activeElement !== document.body) return;
    steps.current?.querySelector<HTMLElement>('[aria-current]')?.focus();
  }, [kind]);
  return steps;
}

interface ColumnsProps {
  readonly given: Given;
  readonly onChange: (plan: ImportPlan) => void;
  readonly onChecked: (found: OutputOf<'imports.check'>) => void;
}

function Columns({ given, onChange, onChecked }: ColumnsProps) {
  const checking = useCommand('imports.check');
  const { refuse } = useActs();
  const { id, file, plan } = given;
  const check = () => void checking.run({ id, plan }).then(onChecked, refuse);
  return (
    <>
      <ImportColumnsStep {...{ file, plan, onChange }} disabled={checking.pending} />
      <div className={styles['buttons']}>
        <Button variant="primary" pending={checking.pending} onClick={check}>
          See what would happen
        </Button>
      </div>
    </>
  );
}

interface CheckedProps {
  readonly found: OutputOf<'imports.check'>;
  readonly blocked: string | undefined;
  readonly running: string | undefined;
  readonly onBack: () => void;
  readonly onImport: () => void;
}

function Checked({ found, blocked, running, onBack, onImport }: CheckedProps) {
  const nobody = found.accepted === 0 ? 'There is nobody to import.' : undefined;
  return (
    <>
      <ImportSummary found={found} />
      <div className={styles['buttons']}>
        <Button disabledReason={running} onClick={onBack}>
          Back to the columns
        </Button>
        <Button
          variant="primary"
          pending={running !== undefined}
          disabledReason={nobody ?? blocked}
          onClick={onImport}
        >
          Import {counted(found.accepted, 'person', 'people')}
        </Button>
      </div>
      <FirstPeople found={found} />
      <Refused found={found} />
    </>
  );
}
