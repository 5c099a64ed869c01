import { useQueryOf } from '../query/use-query-of.ts';

/** Whether the database is a Django project's, which has a site of its own beside it. */
export function useOfProject(): boolean {
  const { data } = useQueryOf('application.status', {});
  return data?.ofProject ?? false;
}
