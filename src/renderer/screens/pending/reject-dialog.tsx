import { type KeyboardEvent, useRef } from 'react';

import { TYPED_ABOVE } from '../../../shared/contract/clean-up.ts';
import type { InputOf, OutputOf } from '../../../shared/contract/index.ts';
import type { RejectionReason, Remembered } from '../../../shared/contract/registrations.ts';
import { counted, isolated } from '../../app/counted.ts';
import { mailFate } from '../../app/mail/describe-delivery.ts';
import { leavesForGood } from '../../app/mail/leaves-for-good.ts';
import type { ListTarget } from '../../app/list/list-target.ts';
import { useKept } from '../../app/leaving/use-kept.ts';
import { useLeaveQuestion } from '../../app/leaving/use-leave-question.tsx';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { isTextEntry } from '../../ui/is-text-entry.ts';
import { Select, type SelectItem } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { useTypedWords } from '../../ui/use-typed-words.tsx';
import { REJECTION_REASONS } from './rejection-reasons.ts';
import { RejectionMail } from './rejection-mail.tsx';
import type { Stage } from './use-pending-acts.ts';
import { useLooksLikeSpam } from './use-looks-like-spam.ts';
import { useRejection } from './use-rejection.ts';

/** Why, what is noted and told, and who is remembered. */
export type Rejection = Required<Omit<InputOf<'registrations.reject'>, 'ids' | 'selection'>>;

interface RejectDialogProps {
  readonly target: ListTarget;
  readonly stage: Stage;
  readonly pending?: boolean | undefined;
  readonly onReject: (rejection: Rejection) => void;
  readonly onClose: () => void;
}

/** Why, what to say, and to whom; the button says what will happen. Enter does, as it stands. */
export function RejectDialog(props: RejectDialogProps) {
  const { count, name, ids } = props.target;
  const { stage, pending, onClose, onReject } = props;
  const about = `rejection of ${JSON.stringify(props.target.whom)}`;
  const [chosen, setReason] = useKept<RejectionReason | undefined>(`${about} reason`, undefined);
  const looksLikeSpam = useLooksLikeSpam(ids);
  /** None is lit that nobody chose and nothing speaks for: what is lit and what is chosen look alike. */
  const lit = chosen ?? (looksLikeSpam ? 'spam' : undefined);
  const reason = lit ?? 'other';
  const [note, setNote] = useKept(`${about} note`, '');
  const [wantsTell, setTell] = useKept<boolean | undefined>(`${about} tell`, undefined);
  const [remember, setRemember] = useKept<Remembered>(`${about} remember`, 'nothing');
  const { rejection, error } = useRejection(ids[0] ?? null, note);
  const { data: counts } = useQueryOf('application.counts', {});
  const { data: session } = useQueryOf('session.state', {});
  // Nobody is mailed by a reason that nobody has chosen.
  const tell = (wantsTell ?? chosen !== undefined) && reason !== 'spam';
  const asked = tell && leavesForGood(count, counts) ? String(count) : undefined;
  const typedRef = useRef<HTMLInputElement>(null);
  const { isMissing, field } = useTypedWords(asked, typedRef);
  /** What one writes or ticks is about the reason that is shown: no answer changes it after that. */
  const settle = () => {
    setReason(reason);
    setTell(tell);
  };
  const leaving = useLeaveQuestion({
    what: 'The note of this rejection',
    changed: !pending && note.trim() !== '',
    discard: onClose,
  });
  const submit = useRef<HTMLButtonElement>(null);
  const noteField = useRef<HTMLTextAreaElement>(null);
  const chooseByKey = (event: KeyboardEvent<HTMLDivElement>) => {
    const { target, currentTarget, key } = event;
    const isHere = target instanceof Node && currentTarget.contains(target);
    const pressed = REJECTION_REASONS.find(({ keys }) => keys === key);
    if (!isHere || !pressed || isTextEntry(target)) return;
    setReason(pressed.value);
    if (pressed.value !== 'other') return;
    // Only the note says why: what is typed next goes there, the digit itself does not.
    event.preventDefault();
    noteField.current?.focus();
  };
  // Mod+Enter in the note asks no button whether it is pending, or whether something is to be typed.
  const reject = () => {
    if (isMissing) typedRef.current?.focus();
    else if (!pending) onReject({ reason, note: note.trim(), tell, remember });
  };
  const subject = name === undefined ? counted(count, 'sign-up') : isolated(name);
  return (
    <Dialog
      open
      onOpenChange={() => leaving.ask(onClose)}
      title={`Reject ${subject}`}
      description={describe({ count, stage, tell, fate: mailFate(counts) })}
      pending={pending}
      // Many are not rejected by a thoughtless Enter.
      initialFocus={count > TYPED_ABOVE ? undefined : submit}
      onSubmit={reject}
      onKeyDown={chooseByKey}
      footer={
        <FormButtons
          onCancel={onClose}
          ref={submit}
          variant="danger"
          pending={pending}
          disabledReason={isMissing ? `Type ${asked} to go on.` : undefined}
        >
          {verbOf(count, tell)}
        </FormButtons>
      }
    >
      {leaving.question}
      <FilterChips label="Reason" items={REJECTION_REASONS} value={lit} onChange={setReason} />
      <TextArea
        ref={noteField}
        label="Note"
        description={tell ? 'Goes into the mail and stays in Audit.' : 'Stays in Audit.'}
        value={note}
        onChange={(next) => {
          if (chosen === undefined) settle();
          setNote(next);
        }}
        onSubmit={reject}
        rows={3}
      />
      <Checkbox
        label={count === 1 ? 'Tell the person' : 'Tell the people'}
        description={
          reason === 'spam'
            ? 'Not for spam: spammers use the addresses of strangers.'
            : 'Without it, they learn nothing.'
        }
        checked={tell}
        disabled={reason === 'spam'}
        onChange={(next) => {
          if (chosen === undefined) settle();
          setTell(next);
        }}
      />
      <Select
        label="Block from signing up again"
        items={rememberItems({
          rejection,
          count,
          isSuperuser: session?.person?.isSuperuser ?? false,
        })}
        value={remember}
        onChange={setRemember}
        description="Undo lifts the block; so does Settings → Registration."
      />
      {tell && <RejectionMail {...{ rejection, error, count }} />}
      {field}
    </Dialog>
  );
}

/** "Reject", "Reject and mail", "Reject 3, mail 3". */
function verbOf(count: number, tell: boolean): string {
  if (count === 1) return tell ? 'Reject and mail' : 'Reject';
  const number = count.toLocaleString('en-GB');
  return `Reject ${number}${tell ? `, mail ${number}` : ''}`;
}

interface RejectionEffect {
  readonly count: number;
  readonly stage: Stage;
  readonly tell: boolean;
  readonly fate: string;
}

/** What will happen, for whom it happens to. */
function describe({ count, stage, tell, fate }: RejectionEffect): string {
  const one = count === 1;
  const waiting = `${one ? 'The address is' : 'The addresses are'} confirmed, and ${
    one ? 'this person waits' : 'these people wait'
  } for an approval.`;
  const sentences = [
    ...(stage === 'to-approve' ? [waiting] : []),
    `${one ? 'The account goes' : 'The accounts go'}, the reason stays in Audit.`,
    tell ? `${counted(count, 'mail')} ${fate} with your note.` : 'Nobody is told.',
    'The trash keeps everything for 30 days.',
  ];
  return sentences.join(' ');
}

interface Rememberable {
  readonly rejection: OutputOf<'registrations.rejection'> | undefined;
  readonly count: number;
  readonly isSuperuser: boolean;
}

/** Whom one can keep away: a whole domain is a superuser's to refuse. */
function rememberItems({ rejection, count, isSuperuser }: Rememberable): SelectItem<Remembered>[] {
  const { email = '', domain = null, inDomain = 0 } = rejection ?? {};
  const one = count === 1;
  const others = Math.max(0, inDomain - 1);
  const domains: SelectItem<Remembered> = {
    value: 'domain',
    label: one && domain !== null ? `Everybody at ${domain}` : 'Everybody at their domains',
    detail: one && domain !== null ? `${counted(others, 'other account')} there` : undefined,
  };
  return [
    { value: 'nothing', label: 'Don’t block' },
    { value: 'address', label: one && email !== '' ? email : 'These addresses' },
    ...(isSuperuser ? [domains] : []),
  ];
}
