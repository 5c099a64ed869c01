type Errors = Readonly<Record<string, readonly string[] | undefined>>;

/**
 * What a form's template shows again: what was typed, never a password, and what is wrong.
 * @param typed The fields in their order, with what to show in each.
 */
export function formContext(typed: Readonly<Record<string, string>>, errors: Errors) {
  const names = Object.keys(typed);
  return {
    form: Object.fromEntries(
      names.map((name) => [name, { value: typed[name] ?? '', errors: errors[name] ?? [] }]),
    ),
    errors: [...names, ''].flatMap((field) =>
      (errors[field] ?? []).map((message) => ({ field, message })),
    ),
  };
}
