import { useNavigate } from '@tanstack/react-router';

import { useQueryOf } from '../../query/use-query-of.ts';

/** The way from a captured mail to the account whose mail it is. */
export interface CapturedAccount {
  /** Why there is none, or undefined. */
  readonly blocked: string | undefined;
  readonly open: () => void;
}

/** @param id The mail that is read; undefined for none. */
export function useCapturedAccount(id: number | undefined): CapturedAccount {
  const navigate = useNavigate();
  const { data } = useQueryOf('captured.people', { id: id ?? 1 }, { enabled: id !== undefined });
  const [person, ...others] = data?.people ?? [];
  return {
    blocked:
      person === undefined
        ? 'No account has its address.'
        : others.length > 0
          ? 'Several accounts have its address: choose one beside the sender.'
          : undefined,
    open: () => person && void navigate({ to: '/users/$id', params: { id: person.id } }),
  };
}
