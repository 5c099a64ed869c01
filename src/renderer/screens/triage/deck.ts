export type DecisionKind = 'activated' | 'rejected' | 'skipped';

export interface Decision {
  readonly id: number;
  readonly kind: DecisionKind;
}

/** The cards that are left, the first on top, and what was decided, the newest last. */
export interface Deck {
  readonly left: readonly number[];
  readonly decided: readonly Decision[];
}

export function deckOf(ids: readonly number[]): Deck {
  return { left: ids, decided: [] };
}

/**
 * Those to approve first, who have waited longest; then those whose link works, the newest first;
 * then the rest. Each list is given the oldest first.
 */
export function deckInOrder(
  toApprove: readonly number[],
  working: readonly number[],
  all: readonly number[],
): Deck {
  return deckOf([...new Set([...toApprove, ...working.toReversed(), ...all])]);
}

/** Puts a card on top where it is among those that are left. */
export function onTop({ left, decided }: Deck, id: number | undefined): Deck {
  if (id === undefined || !left.includes(id)) return { left, decided };
  return { left: [id, ...left.filter((other) => other !== id)], decided };
}

/** Takes the card from the top. */
export function decide({ left, decided }: Deck, kind: DecisionKind): Deck {
  const [id, ...rest] = left;
  return id === undefined ? { left, decided } : { left: rest, decided: [...decided, { id, kind }] };
}

/** Puts a card back on top, as after an undo. */
export function putBack({ left, decided }: Deck, id: number): Deck {
  if (!decided.some((decision) => decision.id === id)) return { left, decided };
  return { left: [id, ...left], decided: decided.filter((decision) => decision.id !== id) };
}

export function countOf({ decided }: Deck, kind: DecisionKind): number {
  return decided.filter((decision) => decision.kind === kind).length;
}

/** Those that were left for later, in the order they came. The others stay decided. */
export function dealSkipped({ decided }: Deck): Deck {
  return {
    left: decided.flatMap(({ id, kind }) => (kind === 'skipped' ? [id] : [])),
    decided: decided.filter(({ kind }) => kind !== 'skipped'),
  };
}
