import { useNavigate } from '@tanstack/react-router';

import { useCall } from '../../query/use-call.ts';
import { useActs } from '../acts/acts.tsx';

/** Leads to a mail of the outbox: as it was captured where it was, else to what the outbox knows of it. */
export function useOpenMail() {
  const ask = useCall();
  const navigate = useNavigate();
  const { refuse } = useActs();
  return async (id: number) => {
    try {
      const { capturedId } = await ask('outbox.captured', { id });
      if (capturedId === null) await navigate({ to: '/mail/outbox', search: { id } });
      else await navigate({ to: '/mail/captured', search: { id: capturedId } });
    } catch (error) {
      refuse(error);
    }
  };
}
