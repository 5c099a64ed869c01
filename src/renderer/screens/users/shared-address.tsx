import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

import type { OutputOf } from '../../../shared/contract/index.ts';
import { isolated } from '../../app/counted.ts';
import { useSettled } from '../../app/list/use-settled.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Notice } from '../../ui/notice.tsx';
import { CompareDialog } from './compare-dialog.tsx';

interface Given {
  /** Null for an account that is yet to be made. */
  readonly id: number | null;
  readonly email: string;
  /** The address that needs no word, as it is stored. */
  readonly stored: string;
}

type Shared = OutputOf<'accounts.othersAt'>;

/** Who else has the address that is typed; undefined for nobody, and until it is known. */
export function useSharedAddress({ id, email, stored }: Given): Shared | undefined {
  const address = email.trim();
  const settled = useSettled(address);
  const isAsked = address !== '' && address !== stored && address === settled;
  const { data } = useQueryOf('accounts.othersAt', { id, email: settled }, { enabled: isAsked });
  return isAsked && data !== undefined && data.accounts.length > 0 ? data : undefined;
}

interface SharedAddressProps {
  readonly shared: Shared | undefined;
  readonly id: number | null;
  /** Who would get the address. */
  readonly name: string;
}

/** Beside the field of an address: who has it already, and the way to look at them. */
export function SharedAddress({ shared, id, name }: SharedAddressProps) {
  const navigate = useNavigate();
  const [compared, setCompared] = useState<number | null>(null);
  const [other] = shared?.accounts ?? [];
  if (shared === undefined || other === undefined) return null;
  const whose = isolated(other.username);
  return (
    <>
      <Notice
        tone={shared.mayShare ? 'warn' : 'danger'}
        title={`${whose} has this address already.`}
        action={{
          label: id === null ? 'Look' : 'Compare',
          onClick: () => setCompared(other.id),
        }}
      >
        {shared.mayShare
          ? `What is mailed to ${isolated(name)} would arrive in the mailbox of ${whose}.`
          : 'Here an address has one account, as the settings of the registration say.'}
      </Notice>
      {compared !== null && (
        <CompareDialog
          id={id}
          otherId={compared}
          onClose={() => setCompared(null)}
          onOpen={(opened) => void navigate({ to: '/users/$id', params: { id: opened } })}
        />
      )}
    </>
  );
}
