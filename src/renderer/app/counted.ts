const NUMBER_WORDS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];

/** "1 mail", "2 mails", "1,200 mails". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

/** The same at the start of a sentence: "Two mails". */
export function countedFirst(count: number, one: string, many = `${one}s`): string {
  return `${NUMBER_WORDS[count] ?? count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

/** A name inside a sentence, kept from turning the sentence's direction. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}
