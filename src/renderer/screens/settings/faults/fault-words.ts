import type { FaultEffect, FaultRule, FaultStage } from '../../../../shared/contract/faults.ts';
import type { SelectItem } from '../../../ui/select.tsx';

type Kind = FaultEffect['kind'];

export const KINDS: readonly SelectItem<Kind>[] = [
  { value: 'reject', label: 'Refuse', detail: 'For good, with a 5xx' },
  { value: 'defer', label: 'Put off', detail: 'For a while, with a 4xx' },
  { value: 'delay', label: 'Answer late' },
  { value: 'drop', label: 'Hang up' },
  { value: 'throttle', label: 'Take it slowly' },
];

const STAGES: Readonly<Record<FaultStage, string>> = {
  connect: 'At the greeting',
  auth: 'At the login',
  mail: 'At the sender (MAIL FROM)',
  rcpt: 'At the recipient (RCPT TO)',
  data: 'In the middle of the message',
  end: 'After the message, before its answer',
};

/** The moments that an effect can have. */
export function stagesOf(kind: Kind): readonly SelectItem<FaultStage>[] {
  return (Object.keys(STAGES) as FaultStage[])
    .filter((stage) => stage !== 'data' || kind === 'drop')
    .map((value) => ({ value, label: STAGES[value] }));
}

/** "Refuses with 550 at the recipient". */
export function describeEffect(effect: FaultEffect): string {
  if (effect.kind === 'throttle') {
    return `Takes messages at ${effect.bytesPerSecond.toLocaleString('en-GB')} bytes a second`;
  }
  const at = STAGES[effect.stage].replace(/^[A-Z]/, (letter) => letter.toLowerCase());
  switch (effect.kind) {
    case 'reject':
      return `Refuses with ${effect.code} ${at}`;
    case 'defer':
      return `Puts off with ${effect.code} ${at}`;
    case 'delay':
      return `Answers ${(effect.ms / 1_000).toLocaleString('en-GB')} s late ${at}`;
    case 'drop':
      return `Hangs up ${at}`;
  }
}

/** "Mails to *@shop.example, one of 4". */
export function describeMatch({ sender, recipient, chance }: FaultRule): string {
  const from = sender === '' ? '' : ` from ${sender}`;
  const to = recipient === '' ? '' : ` to ${recipient}`;
  const often = chance === 100 ? '' : `, ${chance.toLocaleString('en-GB')} % of them`;
  return `${from + to === '' ? 'All mails' : `Mails${from}${to}`}${often}`;
}
