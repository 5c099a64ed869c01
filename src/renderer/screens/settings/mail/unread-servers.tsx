import { type RefObject, useEffect, useState } from 'react';

import type { MailSettings } from '../../../../shared/contract/mail-settings.ts';
import { useActs } from '../../../app/acts/acts.tsx';
import { isolated } from '../../../app/counted.ts';
import { FormRefusal } from '../../../app/acts/form-refusal.tsx';
import { useCommandForm } from '../../../query/use-command-form.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';

type Unread = MailSettings['unread'][number];

interface UnreadServersProps {
  readonly unread: readonly Unread[];
  readonly live: string;
  readonly blocked: string | undefined;
  /** What has the focus once the one that had it is deleted. */
  readonly next: RefObject<HTMLElement | null>;
}

/** Mail servers that another program, or a newer Gatehouse, has stored: they can only be deleted. */
export function UnreadServers({ unread, live, blocked, next }: UnreadServersProps) {
  return unread.map((server) => (
    <UnreadServer
      key={server.digest}
      {...{ server, next }}
      refused={blocked ?? (server.id === live ? 'Mails would leave through it now.' : undefined)}
    />
  ));
}

interface UnreadServerProps extends Pick<UnreadServersProps, 'next'> {
  readonly server: Unread;
  readonly refused: string | undefined;
}

function UnreadServer({ server, refused, next }: UnreadServerProps) {
  const { name, wrong, digest } = server;
  const [asks, setAsks] = useState(false);
  const deleting = useCommandForm('mailSettings.deleteUnread');
  const acts = useActs();
  const called = name === '' ? 'A mail server without a name' : `The mail server ${isolated(name)}`;
  useEffect(
    () => () => {
      // The one that is there then: this one is gone.
      if (document.activeElement === document.body) next.current?.focus();
    },
    [next],
  );
  const remove = async () => {
    const answer = await deleting.submit({ digest });
    setAsks(false);
    if (answer) acts.tell({ title: `${called} is deleted.`, undo: answer.operationId });
  };
  return (
    <>
      <Notice
        tone="warn"
        title={`${called} is stored in a way that this Gatehouse does not understand.`}
      >
        {wrong.length > 0 && `Not understood: ${wrong.join(', ')}. `}
        No mail leaves through it. It stays as it is, for the program that stored it, until it is
        deleted.{' '}
        <Button size="small" disabledReason={refused} onClick={() => setAsks(true)}>
          Delete…
        </Button>
      </Notice>
      <FormRefusal form={deleting} />
      <ConfirmDialog
        open={asks}
        onOpenChange={setAsks}
        title={`Delete ${called[0]?.toLowerCase() ?? ''}${called.slice(1)}?`}
        description="What is stored of it comes back with an undo, also in Audit; its password does not."
        confirmLabel="Delete the server"
        tone="danger"
        pending={deleting.pending}
        onConfirm={() => void remove()}
      />
    </>
  );
}
