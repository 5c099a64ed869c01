import { showTurns } from '../ui/show-turns.ts';

const NUMBER_WORDS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];

/** "1 mail", "2 mails", "1,200 mails". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

/** The same at the start of a sentence: "Two mails". */
export function countedFirst(count: number, one: string, many = `${one}s`): string {
  return `${NUMBER_WORDS[count] ?? count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

/** "Delete" for one, "Delete 3" for more: what a button will do. */
export function withCount(verb: string, count: number): string {
  return count === 1 ? verb : `${verb} ${count.toLocaleString('en-GB')}`;
}

/** A name inside a sentence, kept from turning the sentence's direction. */
export function isolated(name: string): string {
  return `\u2068${showTurns(name)}\u2069`;
}
