import { useState } from 'react';

import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import { useAct } from '../../app/acts/use-act.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Switch } from '../../ui/switch.tsx';
import { PersonSection } from './person-section.tsx';

interface AccountRolesProps {
  readonly account: AccountDetail;
  readonly disabled: boolean;
}

type Role = 'isStaff' | 'isSuperuser';

/** What it means to take a role from oneself. */
const OWN = {
  isStaff: {
    title: 'Take Staff from yourself?',
    description:
      'This is you. You are signed out of the console at once, in every window, and only another superuser can let you in again.',
  },
  isSuperuser: {
    title: 'Take Superuser from yourself?',
    description:
      'This is you. You can’t give it back to yourself, nor take this back: only another superuser can.',
  },
} as const;

/** Takes effect at once; the toast has the way back. One's own is asked about first. */
export function AccountRoles({ account, disabled }: AccountRolesProps) {
  const update = useAct('accounts.update');
  const [own, setOwn] = useState<Role | null>(null);
  const set = async (role: Role, value: boolean, includeSelf = false) => {
    const { id, revision, username, email, firstName, lastName, isStaff, isSuperuser } = account;
    const fields = { username, email, firstName, lastName, isStaff, isSuperuser, [role]: value };
    const words = { done: 'changed', name: username, isFinal: includeSelf };
    await update.run({ id, revision, ...fields, includeSelf }, words);
    setOwn(null);
  };
  const change = (role: Role) => (value: boolean) => {
    if (!value && account.isSelf) setOwn(role);
    else void set(role, value);
  };
  return (
    <PersonSection title="Role">
      <Switch
        label="Staff"
        description="May sign in to this console."
        checked={account.isStaff}
        disabled={disabled || update.pending}
        onChange={change('isStaff')}
      />
      <Switch
        label="Superuser"
        description="May do everything, settings and staff included."
        checked={account.isSuperuser}
        disabled={disabled || update.pending}
        onChange={change('isSuperuser')}
      />
      {own !== null && (
        <ConfirmDialog
          open
          onOpenChange={() => setOwn(null)}
          tone="danger"
          {...OWN[own]}
          confirmLabel="Take it away"
          typeToConfirm={account.username}
          pending={update.pending}
          onConfirm={() => void set(own, false, true)}
        />
      )}
    </PersonSection>
  );
}
