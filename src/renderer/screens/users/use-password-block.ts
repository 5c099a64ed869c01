import { useQueryOf } from '../../query/use-query-of.ts';

/** Why no password can be chosen for somebody else, or undefined when it can (ASVS 6.4.6). */
export function usePasswordBlock(): string | undefined {
  const { data: session } = useQueryOf('session.state', {});
  const { data: status } = useQueryOf('application.status', {});
  if (session?.person?.isSuperuser === false) return 'Only a superuser may set passwords.';
  if (status?.passwordsByAdministrators === false) return 'Settings, Sign-in does not allow it.';
  return undefined;
}
