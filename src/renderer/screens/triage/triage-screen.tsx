import { PartyPopper, List } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';

import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import { useKeymap } from '../../app/keys/keymap.tsx';
import { useActs } from '../../app/acts/acts.tsx';
import { CallFailed } from '../../app/acts/call-failed.tsx';
import { counted, isolated } from '../../app/counted.ts';
import { targetOf } from '../../app/list/list-target.ts';
import { useBlock } from '../../app/acts/use-block.ts';
import { useFallbackFocus } from '../../app/list/use-fallback-focus.ts';
import { useKept } from '../../app/leaving/use-kept.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { RejectDialog } from '../pending/reject-dialog.tsx';
import { countOf, type Deck } from './deck.ts';
import { isUndecided } from './is-undecided.ts';
import { TriageCard } from './triage-card.tsx';
import { TriageProgress } from './triage-progress.tsx';
import { useTriage } from './use-triage.ts';
import { useTriageActions } from './use-triage-actions.ts';
import styles from './triage.module.css';

interface TriageScreenProps {
  /** Whom of those who wait; everybody when it is empty. */
  readonly query: string;
  readonly onLeave: () => void;
}

/** Those who wait, one by one: a card, a decision, the next card. */
export function TriageScreen({ query, onLeave }: TriageScreenProps) {
  const keymap = useKeymap();
  const [rejecting, setRejecting] = useKept<number | undefined>('rejection of', undefined);
  const triage = useTriage(query, rejecting);
  const { deck, error } = triage;
  const [top, next] = deck?.left ?? [];
  const card = useCard(top);
  useCard(next);
  const isOver = deck !== null && rejecting !== top;
  useEffect(() => {
    if (isOver) setRejecting(undefined);
  });
  const blocked = useBlock('registrations.activate');
  const rejectBlocked = useBlock('registrations.reject');
  const acts = useActs();
  const undoHere = useEffectEvent(triage.undo);
  const { undoBy } = acts;
  useEffect(() => {
    undoBy((newest) => undoHere(newest));
    return () => undoBy(null);
  }, [undoBy]);

  const { person, evidence } = card;
  const isComing = deck ? top !== undefined && !card.error && (!person || !evidence) : !error;
  const decisions = {
    activate: () => person && triage.activate(person),
    reject: () => setRejecting(top),
    skip: triage.skip,
    leave: onLeave,
  };
  const meant = evidence?.meant ?? null;
  const fix =
    person && evidence && meant !== null && isUndecided(person)
      ? () => triage.fix(person, meant, evidence)
      : undefined;
  const isFinished = deck !== null && top === undefined;
  const narrowed = query === '' ? null : <span key="query">only {isolated(query)} </span>;
  const progress =
    deck && deck.decided.length > 0 ? <TriageProgress key="deck" deck={deck} /> : null;
  const isUnread = card.error !== null && !(person && evidence);
  useTriageActions({ ...decisions, fix, person, isUnread, isFinished, blocked, rejectBlocked });

  return (
    <>
      <PageHeader
        title="One by one"
        count={deck?.left.length}
        secondary={(narrowed !== null || progress !== null) && [narrowed, progress]}
        action={
          <Button icon={List} keys={keymap['triage.leave']} onClick={onLeave}>
            All in a list
          </Button>
        }
      />
      {/* The focus stays on the decisions, so that nothing else would tell of the next card. */}
      <VisuallyHidden>
        <span role="status">{deck && whoIsNext(person, deck)}</span>
      </VisuallyHidden>
      <div className={styles['stage']}>
        {error && <CallFailed error={error} onRetry={triage.deal} />}
        {card.error && (
          <CallFailed error={card.error} onRetry={card.retry}>
            {isUnread && (
              <Button keys={keymap['triage.skip']} onClick={decisions.skip}>
                Later
              </Button>
            )}
          </CallFailed>
        )}
        {isFinished && <Finished deck={deck} onLeave={onLeave} onAgain={triage.dealSkipped} />}
        {isComing && <SkeletonRows count={6} />}
        {person && evidence && (
          <TriageCard
            {...{ person, evidence, blocked, rejectBlocked }}
            onActivate={decisions.activate}
            onReject={decisions.reject}
            onSkip={decisions.skip}
            onUndo={acts.undoNewest}
            onFix={fix}
          />
        )}
        {person && rejecting === person.id && (
          <RejectDialog
            target={targetOf(person)}
            stage={person.state === 'to-approve' ? 'to-approve' : undefined}
            onReject={(rejection) => {
              setRejecting(undefined);
              triage.reject(person, rejection);
            }}
            onClose={() => setRejecting(undefined)}
          />
        )}
      </div>
    </>
  );
}

function whoIsNext(person: AccountDetail | undefined, deck: Deck): string {
  const left = deck.left.length.toLocaleString('en-GB');
  const later = countOf(deck, 'skipped');
  if (deck.left.length === 0 && later === 0) return 'Nobody is left.';
  if (deck.left.length === 0) {
    return `You have seen everybody. ${later.toLocaleString('en-GB')} left for later.`;
  }
  if (!person) return '';
  const { name, username, email } = person;
  return `${isolated(name || username)}, ${isolated(email)}. ${left} left.`;
}

/** A person with the evidence; asked ahead for the next card, so that it is there at once. */
function useCard(id: number | undefined) {
  const enabled = id !== undefined;
  const person = useQueryOf('accounts.get', { id: id ?? 1 }, { enabled });
  const evidence = useQueryOf('registrations.evidence', { id: id ?? 1 }, { enabled });
  return {
    person: enabled ? person.data : undefined,
    evidence: enabled ? evidence.data : undefined,
    error: enabled ? (person.error ?? evidence.error) : null,
    retry: () => {
      void person.refetch();
      void evidence.refetch();
    },
  };
}

interface FinishedProps {
  readonly deck: Deck;
  readonly onLeave: () => void;
  readonly onAgain: () => void;
}

function Finished({ deck, onLeave, onAgain }: FinishedProps) {
  const keymap = useKeymap();
  const next = useFallbackFocus<HTMLButtonElement>();
  const later = countOf(deck, 'skipped');
  if (deck.decided.length === 0) {
    return (
      <EmptyState
        icon={PartyPopper}
        title="Nobody is waiting."
        text="Who signs up appears here until somebody has decided."
        action={
          <Button ref={next} onClick={onLeave}>
            Back to the list
          </Button>
        }
      />
    );
  }
  const activated = countOf(deck, 'activated');
  const rejected = countOf(deck, 'rejected');
  const done = [
    activated > 0 && `${counted(activated, 'person', 'people')} let in`,
    rejected > 0 && counted(rejected, 'rejection'),
    later > 0 && `${later.toLocaleString('en-GB')} left for later`,
  ].filter(Boolean);
  return (
    <EmptyState
      icon={later === 0 ? PartyPopper : List}
      title={later === 0 ? 'All are decided.' : 'You have seen everybody.'}
      text={
        <>
          {done.join(', ')}. {keymap.undo} takes back the last.
        </>
      }
      action={
        later === 0 ? (
          <Button ref={next} onClick={onLeave}>
            Back to the list
          </Button>
        ) : (
          <Button ref={next} variant="primary" onClick={onAgain}>
            {`Go through the ${later.toLocaleString('en-GB')}`}
          </Button>
        )
      }
    />
  );
}
