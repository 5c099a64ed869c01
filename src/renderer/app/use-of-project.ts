import { useQueryOf } from '../query/use-query-of.ts';

/** Whether the site keeps profiles; where it does not, its activation links, if any, are signed. */
export function useKeepsProfiles(): boolean {
  const { data } = useQueryOf('application.status', {});
  return data?.keepsProfiles ?? true;
}

/** Why nobody can begin with an activation mail, or undefined. */
export function useNoActivation(): string | undefined {
  const { data } = useQueryOf('application.status', {});
  return data?.noActivation ?? undefined;
}

/** Whether the database is a Django project's, which has a site of its own beside it. */
export function useOfProject(): boolean {
  const { data } = useQueryOf('application.status', {});
  return data?.ofProject ?? false;
}
