import type { FaultEffect, FaultRule, FaultStage } from '../../../../shared/contract/faults.ts';

/** A rule as the fields of its dialog hold it: what other effects need stays typed. */
export interface FaultValues {
  readonly sender: string;
  readonly recipient: string;
  readonly chance: number | null;
  readonly kind: FaultEffect['kind'];
  readonly stage: FaultStage;
  readonly rejectCode: number | null;
  readonly deferCode: number | null;
  readonly text: string;
  readonly ms: number | null;
  readonly bytesPerSecond: number | null;
}

const NEW: FaultValues = {
  sender: '',
  recipient: '',
  chance: 100,
  kind: 'reject',
  stage: 'rcpt',
  rejectCode: 550,
  deferCode: 451,
  text: 'Refused on purpose by a rule in Gatehouse',
  ms: 5_000,
  bytesPerSecond: 1_000,
};

/** @param rule Null for a new one. */
export function faultValues(rule: FaultRule | null): FaultValues {
  if (rule === null) return NEW;
  const { sender, recipient, chance, effect } = rule;
  const { code, ...rest } = { code: undefined, ...effect };
  return {
    ...NEW,
    sender,
    recipient,
    chance,
    ...rest,
    ...(effect.kind === 'reject' && code !== undefined ? { rejectCode: code } : {}),
    ...(effect.kind === 'defer' && code !== undefined ? { deferCode: code } : {}),
  };
}

/** The rule that the fields say. Empty numbers are refused by the application. */
export function faultRule(values: FaultValues, before: FaultRule | null): FaultRule {
  const { sender, recipient, chance } = values;
  return {
    id: before?.id ?? crypto.randomUUID(),
    enabled: before?.enabled ?? true,
    sender,
    recipient,
    chance: chance ?? Number.NaN,
    effect: effectOf(values),
  };
}

function effectOf(values: FaultValues): FaultEffect {
  const { kind, text } = values;
  const stage = values.stage === 'data' ? 'end' : values.stage;
  switch (kind) {
    case 'reject':
      return { kind, stage, code: values.rejectCode ?? Number.NaN, text };
    case 'defer':
      return { kind, stage, code: values.deferCode ?? Number.NaN, text };
    case 'delay':
      return { kind, stage, ms: values.ms ?? Number.NaN };
    case 'drop':
      return { kind, stage: values.stage };
    case 'throttle':
      return { kind, bytesPerSecond: values.bytesPerSecond ?? Number.NaN };
  }
}
