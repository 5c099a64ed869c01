import { useAct } from '../../app/acts/use-act.ts';

/** Signs somebody out of the accounts site, everywhere without a list. */
export function useEndSessions() {
  const ending = useAct('accounts.endSessions');
  return {
    pending: ending.pending,
    end: (id: number, sessionIds: number[] | null) =>
      void ending.run({ id, sessionIds }, { done: 'ended', unit: 'session' }),
  };
}
