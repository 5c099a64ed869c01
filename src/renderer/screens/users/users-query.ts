import type { UsersSearch } from '../../app/search-params.ts';

/** What the search field and the chips of Users ask for together. */
export function usersQuery({ q, state, role }: UsersSearch): string {
  return [q, state && `is:${state}`, role && `is:${role}`].filter(Boolean).join(' ');
}
