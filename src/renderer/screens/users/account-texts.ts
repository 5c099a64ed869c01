/** The texts of an account that a form holds. */
export interface AccountTexts {
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** What each text is called beside others. */
export const TEXT_LABELS: Readonly<Record<keyof AccountTexts, string>> = {
  username: 'user name',
  email: 'e-mail address',
  firstName: 'first name',
  lastName: 'last name',
};

const NAMES = ['username', 'email', 'firstName', 'lastName'] as const;

/** Takes the texts out of whatever has them. */
export function textsOf({ username, email, firstName, lastName }: AccountTexts): AccountTexts {
  return { username, email, firstName, lastName };
}

/** Which texts are others now. */
export function changedFields(before: AccountTexts, now: AccountTexts): (keyof AccountTexts)[] {
  return NAMES.filter((name) => before[name] !== now[name]);
}

/** What was typed, on top of what is stored now: a text that nobody touched here stays theirs. */
export function rebased(texts: {
  readonly begun: AccountTexts;
  readonly stored: AccountTexts;
  readonly typed: AccountTexts;
}): AccountTexts {
  const { begun, stored, typed } = texts;
  const pick = (name: keyof AccountTexts) =>
    typed[name] === begun[name] ? stored[name] : typed[name];
  return {
    username: pick('username'),
    email: pick('email'),
    firstName: pick('firstName'),
    lastName: pick('lastName'),
  };
}
