const ADDRESS = /^[^\s@]+@[^\s@]+$/;

/** Whether these values of a column, of which there is one at least, are all e-mail addresses. */
export function lookLikeAddresses(values: readonly string[]): boolean {
  return values.length > 0 && values.every((value) => ADDRESS.test(value.trim()));
}
