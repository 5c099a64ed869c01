import { useNavigate } from '@tanstack/react-router';

import { useActs } from '../../app/acts/acts.tsx';
import { useCall } from '../../query/use-call.ts';

/** Leads from a mail of the outbox to itself in the captured mail, or says that it is there no more. */
export function useShowCaptured() {
  const ask = useCall();
  const navigate = useNavigate();
  const { tell, refuse } = useActs();
  return async (id: number) => {
    try {
      const { capturedId } = await ask('outbox.captured', { id });
      if (capturedId === null) tell({ title: 'It is no more in the captured mail.', undo: null });
      else await navigate({ to: '/mail/captured', search: { id: capturedId } });
    } catch (error) {
      refuse(error);
    }
  };
}
