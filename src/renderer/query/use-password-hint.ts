import { useQueryOf } from './use-query-of.ts';

/** What is asked of a new password, as its field says it. @param like Whose it must not resemble. */
export function usePasswordHint(like: string): string {
  const { data } = useQueryOf('application.status', {});
  const length = data ? `At least ${data.passwordMinimumLength} characters. ` : '';
  return `${length}Not only digits, not on the list of common passwords, not like ${like}.`;
}
