import { useEffect, useEffectEvent, useRef, useState } from 'react';

import type { Outcome } from '../../../shared/contract/operations.ts';
import { activationWords } from '../../app/people/activation-words.ts';
import { useActs } from '../../app/acts/acts.tsx';
import { addressChanged } from '../../app/acts/outcome-message.ts';
import { useAct } from '../../app/acts/use-act.ts';
import { callError, type CallError } from '../../query/call-error.ts';
import { useCall } from '../../query/use-call.ts';
import { useCommand } from '../../query/use-command.ts';
import type { Rejection } from '../pending/reject-dialog.tsx';
import {
  dealSkipped,
  decide,
  deckInOrder,
  onTop,
  putBack,
  type Decision,
  type Deck,
} from './deck.ts';

export interface Triage {
  /** Null while it is being dealt. */
  readonly deck: Deck | null;
  readonly error: CallError | null;
  readonly deal: () => void;
  readonly dealSkipped: () => void;
  readonly activate: (person: TriagePerson) => void;
  readonly reject: (person: TriagePerson, rejection: Rejection) => void;
  readonly skip: () => void;
  /**
   * Corrects the address of the card on top and mails again.
   *
   * @param evidence What the correction was read from; no other is made from the same.
   */
  readonly fix: (person: TriagePerson, email: string, evidence: object) => void;
  /**
   * Takes back the newest decision.
   *
   * @param newest What is remembered as the newest act of this window.
   * @returns False when nothing was decided since.
   */
  readonly undo: (newest: { readonly id: number | null } | undefined) => boolean;
}

interface TriagePerson {
  readonly id: number;
  readonly username: string;
  readonly state: string;
}

/**
 * One decision after the other. The next card comes at once; what was decided runs behind it, and
 * a card whose act is refused comes back.
 *
 * @param query Who is dealt, frozen when the deck is.
 * @param first Who was on top when the console was locked, and is again.
 */
export function useTriage(query: string, first: number | undefined): Triage {
  const [deck, setDeck] = useState<Deck | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  const ask = useCall();
  const acts = useActs();
  const activating = useAct('registrations.activate');
  const rejecting = useAct('registrations.reject');
  const changeEmail = useCommand('registrations.changeEmail');
  /** Operations that corrected an address, each with the decision it came after. */
  const fixes = useRef(new Map<number, Decision>());
  /** Whose address is being corrected. */
  const fixing = useRef(new Set<number>());
  /** Evidence of addresses that were corrected since: until it is asked for anew, it stays on the card. */
  const fixed = useRef(new WeakSet());
  const running = useRef(new Map<number, Promise<Outcome | null>>());

  const change = (next: (deck: Deck) => Deck) => setDeck((before) => before && next(before));
  const deal = (who: string) => {
    const idsOf = (part: string) => ask('registrations.ids', { query: `${who} ${part}`.trim() });
    Promise.all([idsOf('is:to-approve'), idsOf('is:pending'), idsOf('')]).then(
      ([toApprove, working, all]) => {
        setDeck(onTop(deckInOrder(toApprove.ids, working.ids, all.ids), first));
        setError(null);
      },
      (thrown: unknown) => setError(callError(thrown)),
    );
  };
  const dealFirst = useEffectEvent(deal);
  useEffect(() => dealFirst(query), [query]);

  const run = (id: number, act: Promise<Outcome | null>) => {
    running.current.set(id, act);
    void act.then((outcome) => {
      if (outcome?.operationId == null) change((before) => putBack(before, id));
    });
  };
  const takeBack = async ({ id }: Decision) => {
    change((before) => putBack(before, id));
    const outcome = await running.current.get(id);
    running.current.delete(id);
    if (outcome?.operationId != null) await acts.undo(outcome.operationId);
  };

  return {
    deck,
    error,
    deal: () => deal(query),
    dealSkipped: () => change(dealSkipped),
    activate: ({ id, username, state }) => {
      change((before) => decide(before, 'activated'));
      const { done } = activationWords(state);
      run(id, activating.run({ ids: [id] }, { done, name: username, quiet: true }));
    },
    reject: ({ id, username }, rejection) => {
      change((before) => decide(before, 'rejected'));
      const input = { ids: [id], ...rejection };
      run(id, rejecting.run(input, { done: 'rejected', name: username, quiet: true }));
    },
    skip: () => change((before) => decide(before, 'skipped')),
    fix: ({ id, username }, email, evidence) => {
      if (fixing.current.has(id) || fixed.current.has(evidence)) return;
      fixing.current.add(id);
      const after = deck?.decided.at(-1);
      void changeEmail
        .run({ id, email })
        .then((outcome) => {
          const { operationId } = outcome;
          fixed.current.add(evidence);
          if (after && operationId !== null) fixes.current.set(operationId, after);
          acts.report(outcome, {
            done: 'mailed at the new address',
            title: addressChanged(username, email),
            name: username,
          });
        }, acts.refuse)
        .finally(() => fixing.current.delete(id));
    },
    undo: (newest) => {
      fixed.current = new WeakSet();
      const decided = deck?.decided ?? [];
      const last = decided.at(-1);
      if (last === undefined) return false;
      // The decision before a correction is gone when it was to decide later, and later has come.
      const before = fixes.current.get(newest?.id ?? 0);
      if (before && (before === last || !decided.includes(before))) return false;
      void takeBack(last);
      return true;
    },
  };
}
