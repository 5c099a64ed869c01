import { useNavigate } from '@tanstack/react-router';

import { counted } from '../../app/counted.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

/** Tells that a burst of sign-ups keeps mails back, and leads to them. */
export function HeldMailsNotice({ onShow }: { readonly onShow: () => void }) {
  const navigate = useNavigate();
  const { data: counts } = useQueryOf('application.counts', {});
  const held = counts?.heldMail ?? 0;
  if (held === 0) return null;
  return (
    <Notice
      tone="warn"
      variant="foot-strip"
      title={`${counted(held, 'mail')} ${held === 1 ? 'is' : 'are'} held: more sign-ups than usual.`}
      action={{
        label: held === 1 ? 'Release it…' : 'Release all…',
        onClick: () => void navigate({ to: '/mail/outbox', search: { view: 'held' } }),
      }}
    >
      Look at {held === 1 ? 'it, then let it go' : 'them, then let them go'}.{' '}
      <Button size="small" variant="quiet" onClick={onShow}>
        Show
      </Button>
    </Notice>
  );
}
