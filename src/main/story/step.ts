import type { AccountDetail } from '../../shared/contract/accounts.ts';
import { parseDjangoDatetime } from '../db/django-datetime.ts';

/** One step of how a mail fared. */
export type Step = AccountDetail['mailVerdict']['steps'][number];
export type StepWords = Pick<Step, 'tone' | 'title' | 'detail'>;

/** @param at As Django writes instants. */
export function step(at: string, words: StepWords): Step {
  return { at: (parseDjangoDatetime(at) ?? new Date(0)).toISOString(), ...words };
}
