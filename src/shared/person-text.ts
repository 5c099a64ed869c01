/** What would end a name in a list of people: RFC 5322 quotes it. */
const SPECIAL = /[,;<>]/;

/** A person of a mail's header as one text; a name that holds a comma keeps its quotes. */
export function personText(person: { readonly name: string; readonly address: string }): string {
  const { name, address } = person;
  if (name === '' || address === '') return name || address;
  const quoted = SPECIAL.test(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : name;
  return `${quoted} <${address}>`;
}
