import { useState } from 'react';

import { useAct } from '../../app/acts/use-act.ts';
import { useWriteBlock } from '../../app/acts/use-write-block.ts';
import { counted } from '../../app/counted.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';

/** What rejections keep from signing up again, and the way back in. Nothing while it is nobody. */
export function RefusedAddresses() {
  const [open, setOpen] = useState(false);
  const { data } = useQueryOf('registrations.refused', {});
  const { data: session } = useQueryOf('session.state', {});
  const notAllowed = session?.person?.isSuperuser ? undefined : 'Only a superuser may allow them.';
  const blocked = useWriteBlock() ?? notAllowed;
  const { run, pending } = useAct('registrations.allowAgain');
  if (data === undefined || (data.total === 0 && !open)) return null;
  const more = data.total - data.rows.length;
  return (
    <p>
      Rejections keep {counted(data.total, 'address or domain', 'addresses and domains')} from
      signing up again.{' '}
      <Button size="small" onClick={() => setOpen(true)}>
        Show them
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Kept from signing up again"
        description={
          more > 0 ? `The newest ${data.rows.length.toLocaleString('en-GB')}.` : undefined
        }
        footer={<Button onClick={() => setOpen(false)}>Close</Button>}
      >
        {data.rows.length === 0 && <p>Nobody is any more.</p>}
        <Facts
          items={data.rows.map(({ refuses, at }) => ({
            label: refuses,
            value: (
              <>
                <RelativeTime at={at} />{' '}
                <Button
                  size="small"
                  disabledReason={blocked}
                  pending={pending}
                  onClick={() =>
                    void run({ refuses }, { done: 'may sign up again', name: refuses })
                  }
                >
                  Allow again
                </Button>
              </>
            ),
          }))}
        />
      </Dialog>
    </p>
  );
}
