import { Check, CornerDownRight, Undo2, UserRoundX } from 'lucide-react';
import { Fragment, type MouseEvent } from 'react';

import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import type { Evidence } from '../../../shared/contract/evidence.ts';
import { useKeymap } from '../../app/keys/keymap.tsx';
import { activationWords } from '../../app/people/activation-words.ts';
import { isolated } from '../../app/counted.ts';
import { useFallbackFocus } from '../../app/list/use-fallback-focus.ts';
import { Button } from '../../ui/button.tsx';
import { Countdown } from '../../ui/countdown.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { showTurns } from '../../ui/show-turns.ts';
import { MailVerdict } from '../users/mail-verdict.tsx';
import { TriageEvidence } from './triage-evidence.tsx';
import { isUndecided } from './is-undecided.ts';
import styles from './triage.module.css';

interface TriageCardProps {
  readonly person: AccountDetail;
  readonly evidence: Evidence;
  readonly blocked: string | undefined;
  readonly rejectBlocked: string | undefined;
  readonly onActivate: () => void;
  readonly onReject: () => void;
  readonly onSkip: () => void;
  readonly onUndo: () => void;
  /** Corrects the address; undefined where nothing else was probably meant. */
  readonly onFix: (() => void) | undefined;
}

/**
 * One applicant with everything one needs to decide. The decisions stay from card to card, and with
 * them the focus; above all that differs, they also keep their place.
 */
export function TriageCard(props: TriageCardProps) {
  const keymap = useKeymap();
  const { person, evidence, blocked, onFix } = props;
  const { meant } = evidence;
  const waits = isUndecided(person);
  const reason = person.signUp?.joinReason ?? '';
  return (
    <article className={styles['card']} aria-label={`Sign-up of ${showTurns(person.username)}`}>
      <TriageDecisions {...props} decided={waits ? undefined : 'Somebody has decided meanwhile.'} />
      <Fragment key={person.id}>
        <header className={styles['who']}>
          <h2 className={styles['name']}>
            <ForeignText>{person.name || person.username}</ForeignText>
          </h2>
          <p className={styles['address']}>
            <ForeignText>{person.username}</ForeignText> · <ForeignText>{person.email}</ForeignText>
          </p>
          <p className={styles['when']}>
            <span>
              Signed up <RelativeTime at={person.dateJoined} />
            </span>
            {person.registration && person.state !== 'to-approve' && (
              <Countdown until={person.registration.expiresAt} />
            )}
            {person.state === 'to-approve' && <span>Confirmed the address; waits for you.</span>}
          </p>
        </header>
        <div className={styles['facts']}>
          {!waits && (
            <Notice tone="neutral" title="Somebody has decided meanwhile.">
              There is nothing left to do here.
            </Notice>
          )}
          {reason !== '' && (
            <blockquote className={styles['reason']} dir="auto">
              {showTurns(reason)}
            </blockquote>
          )}
          {meant !== null && onFix !== undefined && (
            <Notice
              tone="warn"
              title={`Did they mean ${isolated(meant)}?`}
              action={
                blocked === undefined
                  ? { label: 'Fix and mail again', keys: keymap['triage.fix'], onClick: onFix }
                  : undefined
              }
            >
              The mail went to <ForeignText>{person.email}</ForeignText>.
            </Notice>
          )}
          <TriageEvidence {...{ person, evidence }} isMeantTold={onFix !== undefined} />
          <MailVerdict {...person.mailVerdict} />
        </div>
      </Fragment>
    </article>
  );
}

function TriageDecisions(props: TriageCardProps & { readonly decided: string | undefined }) {
  const keymap = useKeymap();
  const { person, decided, blocked, rejectBlocked } = props;
  const group = useFallbackFocus<HTMLDivElement>();
  return (
    <div
      ref={group}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a dialog leads back to what Tab reaches, or else to the first button in it
      tabIndex={0}
      className={styles['decisions']}
      role="group"
      aria-label="Decide"
    >
      <Button
        variant="primary"
        size="large"
        icon={Check}
        keys={keymap['triage.activate']}
        disabledReason={decided ?? blocked}
        onClick={once(props.onActivate)}
      >
        {activationWords(person.state).verb}
      </Button>
      <Button
        size="large"
        icon={UserRoundX}
        keys={keymap['triage.reject']}
        disabledReason={decided ?? rejectBlocked}
        onClick={once(props.onReject)}
      >
        Reject…
      </Button>
      <Button
        size="large"
        icon={CornerDownRight}
        keys={keymap['triage.skip']}
        onClick={once(props.onSkip)}
      >
        Later
      </Button>
      <Button size="large" variant="quiet" icon={Undo2} keys={keymap.undo} onClick={props.onUndo}>
        Undo
      </Button>
    </div>
  );
}

/** The next card comes at once: the second press of a double click is not meant for it. */
function once(decide: () => void) {
  return ({ detail }: MouseEvent) => {
    if (detail <= 1) decide();
  };
}
