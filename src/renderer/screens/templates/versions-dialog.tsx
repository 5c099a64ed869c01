import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';

import type { TemplateDetail, TemplateParts } from '../../../shared/contract/templates.ts';
import { CallFailed } from '../../app/acts/call-failed.tsx';
import type { CallError } from '../../query/call-error.ts';
import { useCall } from '../../query/use-call.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Select } from '../../ui/select.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { PART_NAMES } from './part-names.ts';
import styles from './templates.module.css';
import { useSaveTemplate } from './use-save-template.ts';
import type { TemplateDraft } from './use-template-draft.ts';

const CodeDiff = lazy(async () => ({ default: (await import('./code-diff.tsx')).CodeDiff }));

interface VersionsDialogProps {
  readonly template: TemplateDetail;
  readonly draft: TemplateDraft;
  readonly blocked: string | undefined;
  readonly onClose: () => void;
}

/** Every version and the default, each compared with what stands in the editor. */
export function VersionsDialog({ template, draft, blocked, onClose }: VersionsDialogProps) {
  const { versions, source, default: shipped } = template;
  const [chosen, choose] = useState(source.version);
  const saving = useSaveTemplate(template, draft);
  const isInUse = chosen === source.version;
  const isFile = shipped.origin === 'folder';
  const use = async () => {
    await saving.use(chosen);
    onClose();
  };
  return (
    <Dialog
      open
      size="large"
      onOpenChange={(open) => !open && onClose()}
      title={`Versions of “${template.name}”`}
      description="Red is what the chosen version says, green what stands there instead."
      footer={
        <Button
          variant="primary"
          pending={saving.pending}
          disabledReason={
            blocked ?? (isInUse && !draft.changed ? 'This is what is in use.' : undefined)
          }
          onClick={() => {
            if (!isInUse) void use();
            else {
              draft.discard();
              onClose();
            }
          }}
        >
          {actionWords(chosen, isInUse)}
        </Button>
      }
    >
      <div className={styles['versions']}>
        <ul className={styles['history']} aria-label="Versions">
          {versions.map(({ number, savedAt, savedBy, note }) => (
            <li key={number}>
              <button type="button" aria-pressed={chosen === number} onClick={() => choose(number)}>
                <span className={styles['name']}>
                  Version {number}
                  {source.version === number && <Badge tone="ok">in use</Badge>}
                </span>
                <span className={styles['quiet']}>
                  <ForeignText>{savedBy}</ForeignText>, <RelativeTime at={savedAt} />
                </span>
                {note !== '' && <span className={styles['quiet']}>{note}</span>}
              </button>
            </li>
          ))}
          <li>
            <button type="button" aria-pressed={chosen === null} onClick={() => choose(null)}>
              <span className={styles['name']}>
                Default
                {source.version === null && <Badge tone="ok">in use</Badge>}
              </span>
              <span className={styles['quiet']}>
                {isFile ? 'Your file in the data folder' : 'As shipped with Gatehouse'}
              </span>
            </button>
          </li>
        </ul>
        <Difference {...{ template, draft }} number={chosen} />
      </div>
    </Dialog>
  );
}

function actionWords(chosen: number | null, isInUse: boolean): string {
  if (isInUse) return 'Discard my changes';
  return chosen === null ? 'Reset to the default' : `Use version ${chosen} again`;
}

interface DifferenceProps {
  readonly template: TemplateDetail;
  readonly draft: TemplateDraft;
  readonly number: number | null;
}

function Difference({ template, draft, number }: DifferenceProps) {
  const isFrame = template.kind === 'frame';
  const [part, setPart] = useState<keyof TemplateParts>(isFrame ? 'html' : 'text');
  const [other, setOther] = useState('editor');
  const { data: chosen, error, refetch } = useVersion(template, number);
  const compared = useVersion(template, other === 'default' ? null : Number(other) || undefined);
  const others = other === 'editor' ? draft.parts : compared.data;
  if (error) return <CallFailed error={error} onRetry={() => void refetch()} />;
  if (!chosen || !others) return <SkeletonRows count={6} />;
  const before = chosen[part];
  const after = others[part];
  const mark = (which: keyof TemplateParts) => (chosen[which] === others[which] ? '' : ' •');
  return (
    <div className={styles['difference']}>
      <Tabs
        label="Parts"
        items={(['subject', 'text', 'html'] as const)
          .filter((value) => value === 'html' || !isFrame)
          .map((value) => ({ value, label: `${PART_NAMES[value]}${mark(value)}` }))}
        value={part}
        onChange={setPart}
        end={
          <Select
            label="Compared with"
            labelHidden
            items={[
              { value: 'editor', label: 'The editor' },
              ...template.versions.map((version) => ({
                value: String(version.number),
                label: `Version ${version.number}`,
              })),
              { value: 'default', label: 'The default' },
            ]}
            value={other}
            onChange={setOther}
          />
        }
      >
        {before === after ? (
          <p className={styles['same']}>No difference in this part.</p>
        ) : (
          <Suspense fallback={<SkeletonRows count={6} />}>
            <CodeDiff
              label="Differences"
              language={part === 'html' ? 'html' : 'text'}
              {...{ before, after }}
            />
          </Suspense>
        )}
      </Tabs>
    </div>
  );
}

/** What a version says, null for the default. Versions never change, so each is asked for once. */
function useVersion({ kind, default: shipped }: TemplateDetail, number: number | null | undefined) {
  const ask = useCall();
  return useQuery<TemplateParts, CallError>({
    queryKey: ['templates.version', { kind, number, shipped }],
    queryFn: () => (number ? ask('templates.version', { kind, number }) : shipped),
    enabled: number !== undefined,
  });
}
