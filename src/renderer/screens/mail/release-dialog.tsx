import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import type { OutputOf } from '../../../shared/contract/index.ts';
import { CallFailed } from '../../app/acts/call-failed.tsx';
import { counted, isolated } from '../../app/counted.ts';
import { useKept } from '../../app/leaving/use-kept.ts';
import { useLeaveQuestion } from '../../app/leaving/use-leave-question.tsx';
import { useCommandForm } from '../../query/use-command-form.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { Select } from '../../ui/select.tsx';
import { showTurns } from '../../ui/show-turns.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { useToasts } from '../../ui/toast.tsx';
import styles from './mail.module.css';

type Plan = OutputOf<'captured.releasePlan'>;

interface ReleaseDialogProps {
  readonly ids: readonly number[];
  readonly onClose: () => void;
}

/** Asks to whom and through which server captured mails should leave, and says what that means. */
export function ReleaseDialog({ ids, onClose }: ReleaseDialogProps) {
  const { data: plan, error, refetch } = useQueryOf('captured.releasePlan', { ids: [...ids] });
  if (plan?.barred === null && plan.servers.length > 0)
    return <Question {...{ ids, plan, onClose }} />;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="small"
      title={`Release ${counted(ids.length, 'mail')} to real people?`}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      {error && <CallFailed error={error} onRetry={() => void refetch()} />}
      {!plan && !error && <SkeletonRows count={3} />}
      {plan?.barred != null && (
        <Notice tone="neutral" title={plan.barred}>
          Superusers set this in Settings, Mail, “May be released to”.
        </Notice>
      )}
      {plan?.barred === null && (
        <Notice tone="neutral" title="There is no mail server to release them through.">
          <Link to="/settings/$section" params={{ section: 'mail' }}>
            Set one up in Settings, Mail
          </Link>
          . All other mail can still be captured.
        </Notice>
      )}
    </Dialog>
  );
}

interface QuestionProps extends ReleaseDialogProps {
  readonly plan: Plan;
}

function Question({ ids, plan, onClose }: QuestionProps) {
  const { show } = useToasts();
  const form = useCommandForm('captured.release');
  const isOne = plan.mails === 1;
  const about = `release of ${ids.join(' ')}`;
  const [who, setWho] = useKept<'own' | 'typed'>(`${about} whom`, isOne ? 'typed' : 'own');
  const [start] = useState(isOne ? plan.recipients.join('\n') : '');
  const [text, setText] = useKept(`${about} to`, start);
  const [profile, setProfile] = useKept(
    `${about} by`,
    (plan.servers.find(({ live }) => live) ?? plan.servers[0])?.id ?? '',
  );
  const typed = text
    .split(/[\n,;]/)
    .map((address) => address.trim())
    .filter((address) => address !== '');
  const recipients = who === 'own' ? plan.recipients : typed;
  const server = plan.servers.find(({ id }) => id === profile);
  const refusedTo = form.fieldErrors['to'];
  const release = async () => {
    const to = who === 'own' ? null : typed;
    const answer = await form.submit({ ids: [...ids], to, profile });
    if (answer === null) return;
    onClose();
    show({
      tone: 'ok',
      title: `${counted(answer.queued, 'mail')} on the way through ${isolated(server?.name ?? 'the server')}.`,
    });
  };
  const leaving = useLeaveQuestion({
    what: 'The list of recipients',
    changed: !form.pending && text !== start,
    discard: onClose,
  });
  return (
    <Dialog
      open
      onOpenChange={() => leaving.ask(onClose)}
      title={`Release ${isOne ? 'this mail' : counted(plan.mails, 'mail')} to real people?`}
      description={`${isOne ? 'It leaves' : 'They leave'} through ${showTurns(server?.name ?? '')}, ${server?.where ?? ''}, and can’t be called back. ${isOne ? 'Its bytes and its Message-ID stay as they are' : 'Their bytes and their Message-IDs stay as they are'}.`}
      onSubmit={() => void release()}
      footer={
        <FormButtons
          onCancel={onClose}
          variant="danger"
          pending={form.pending}
          disabledReason={recipients.length === 0 ? 'Enter an address first.' : undefined}
        >
          {releaseLabel(recipients)}
        </FormButtons>
      }
    >
      {leaving.question}
      {form.message !== null && (who === 'own' || refusedTo === undefined) && (
        <Notice tone="danger" title={refusedTo ?? form.message}>
          {form.advice}
        </Notice>
      )}
      {!isOne && (
        <RadioCards
          label="To whom"
          items={[
            {
              value: 'own',
              title: 'Each to the people it was for',
              text: <People addresses={plan.recipients} />,
            },
            { value: 'typed', title: 'All of them to other addresses' },
          ]}
          value={who}
          onChange={(next) => {
            setWho(next);
            form.clear();
          }}
        />
      )}
      {who === 'typed' && (
        <TextArea
          label="Recipients"
          description={
            plan.allowed.length === 0
              ? 'One address a line. The mail itself still names whom it was for.'
              : `One address a line. Allowed: ${plan.allowed.join(', ')}.`
          }
          mono
          rows={Math.min(Math.max(typed.length, 2), 6)}
          error={refusedTo}
          value={text}
          onChange={(next) => {
            setText(next);
            form.clear();
          }}
        />
      )}
      <Select
        label="Through"
        items={plan.servers.map(({ id, name, where, live }) => ({
          value: id,
          label: name,
          detail: live ? `${where}, live now` : where,
        }))}
        value={profile}
        onChange={setProfile}
      />
      <Changes {...plan} />
    </Dialog>
  );
}

function releaseLabel(recipients: readonly string[]): string {
  const [only] = recipients;
  return recipients.length === 1 && only !== undefined
    ? `Release to ${showTurns(only)}`
    : `Release to ${counted(recipients.length, 'person', 'people')}`;
}

const NAMED = 4;

function People({ addresses }: { readonly addresses: readonly string[] }) {
  const more = addresses.length - NAMED;
  return (
    <span className={styles['clipped']}>
      <ForeignText>{addresses.slice(0, NAMED).join(', ')}</ForeignText>
      {more > 0 && ` and ${more.toLocaleString('en-GB')} more`}
    </span>
  );
}

/** What can't stay as it is: SMTP knows one way to end a line. */
function Changes({ changed, signed }: Pick<Plan, 'changed' | 'signed'>) {
  if (changed === 0) return null;
  const title = `${changed === 1 ? 'One mail has' : `${counted(changed, 'mail')} have`} line ends that SMTP does not know.`;
  return (
    <Notice tone="warn" title={title}>
      They become CRLF on the way; all other bytes stay.{' '}
      {signed > 0 && 'The DKIM signature will no longer be valid.'}
    </Notice>
  );
}
