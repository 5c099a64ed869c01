import type { FaultRule, FaultStage } from '../../../shared/contract/faults.ts';

/** What is known of a session at a moment of it. */
export interface FaultMoment {
  readonly stage: FaultStage;
  /** Null until the client has said it. */
  readonly sender: string | null;
  /** Those it is about: one at `rcpt`, all of them after. */
  readonly recipients: readonly string[];
}

/** What goes wrong at a moment. Nothing of it means that all is well. */
export interface Fault {
  readonly delayMs: number;
  readonly bytesPerSecond: number | null;
  /** How it ends, or null when it goes on. */
  readonly end:
    | { readonly kind: 'reply'; readonly code: number; readonly text: string }
    | { readonly kind: 'drop' }
    | null;
}

/** Rules that can be changed while sessions are open, with a count of how often each applied. */
export interface Faults {
  follow(rules: readonly FaultRule[]): void;
  at(moment: FaultMoment): Fault;
  /** How often each rule has applied since the start. */
  readonly hits: ReadonlyMap<string, number>;
}

const NO_FAULT: Fault = { delayMs: 0, bytesPerSecond: null, end: null };

/**
 * The capture server's faults. Rules are asked in order: delays add up, the slowest throttle
 * counts, and the first refusal or hang-up ends it.
 *
 * @param random From 0 up to 1, as `Math.random`.
 */
export function createFaults(given: {
  readonly random: () => number;
  readonly onHit: () => void;
}): Faults {
  const hits = new Map<string, number>();
  let rules: readonly CompiledRule[] = [];

  function at(moment: FaultMoment): Fault {
    let fault = NO_FAULT;
    for (const { rule, sender, recipient } of rules) {
      if (stageOf(rule) !== moment.stage) continue;
      if (!sender(moment.sender === null ? [] : [moment.sender])) continue;
      if (!recipient(moment.recipients) || given.random() * 100 >= rule.chance) continue;
      hits.set(rule.id, (hits.get(rule.id) ?? 0) + 1);
      given.onHit();
      fault = worsened(fault, rule);
      if (fault.end !== null) break;
    }
    return fault;
  }

  return {
    follow: (next) => {
      rules = next.filter(({ enabled }) => enabled).map(compile);
    },
    at,
    hits,
  };
}

function stageOf({ effect }: FaultRule): FaultStage {
  return effect.kind === 'throttle' ? 'data' : effect.stage;
}

function worsened(fault: Fault, { effect }: FaultRule): Fault {
  switch (effect.kind) {
    case 'reject':
    case 'defer':
      return { ...fault, end: { kind: 'reply', code: effect.code, text: effect.text } };
    case 'drop':
      return { ...fault, end: { kind: 'drop' } };
    case 'delay':
      return { ...fault, delayMs: fault.delayMs + effect.ms };
    case 'throttle': {
      const { bytesPerSecond } = effect;
      return {
        ...fault,
        bytesPerSecond: Math.min(fault.bytesPerSecond ?? bytesPerSecond, bytesPerSecond),
      };
    }
  }
}

interface CompiledRule {
  readonly rule: FaultRule;
  readonly sender: AddressTest;
  readonly recipient: AddressTest;
}

/** Whether any of the addresses is meant. */
type AddressTest = (addresses: readonly string[]) => boolean;

function compile(rule: FaultRule): CompiledRule {
  return { rule, sender: addressTest(rule.sender), recipient: addressTest(rule.recipient) };
}

/** `*` stands for any characters, `?` for one; a domain alone for everybody there. */
function addressTest(patterns: string): AddressTest {
  const wanted = patterns
    .split(',')
    .map((pattern) => pattern.trim().toLowerCase())
    .filter((pattern) => pattern !== '');
  if (wanted.length === 0) return () => true;
  return (addresses) =>
    addresses.some((address) => wanted.some((pattern) => matches(pattern, address.toLowerCase())));
}

function matches(pattern: string, address: string): boolean {
  const whole = /[@*?]/.test(pattern) ? pattern : `*@${pattern}`;
  return glob(whole, address);
}

/** Linear in the text for each star, whatever the pattern: no regular expression of a stranger's. */
function glob(pattern: string, text: string): boolean {
  let [at, place, star, retry] = [0, 0, -1, 0];
  while (at < text.length) {
    const sign = pattern[place];
    if (sign === '*') {
      star = place;
      retry = at;
      place += 1;
    } else if (sign === '?' || sign === text[at]) {
      place += 1;
      at += 1;
    } else if (star >= 0) {
      place = star + 1;
      retry += 1;
      at = retry;
    } else return false;
  }
  while (pattern[place] === '*') place += 1;
  return place === pattern.length;
}
