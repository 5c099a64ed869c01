import type { MailStep } from '../../shared/contract/story.ts';
import { ownDatetimeToIso } from '../db/django-datetime.ts';

export type Step = MailStep;
export type StepWords = Pick<Step, 'tone' | 'title' | 'detail'>;

/** @param at As Django writes instants. */
export function step(at: string, words: StepWords): Step {
  return { at: ownDatetimeToIso(at), ...words };
}
