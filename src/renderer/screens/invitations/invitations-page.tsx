import { Plus, Ticket } from 'lucide-react';
import { useState } from 'react';

import type { InvitationRow } from '../../../shared/contract/invitations.ts';
import type { RegistrationPolicy } from '../../../shared/contract/settings.ts';
import { useKeymap } from '../../app/keys/keymap.tsx';
import { listTable } from '../../app/list/list-table.tsx';
import { useKept } from '../../app/leaving/use-kept.ts';
import { useListState } from '../../app/list/use-list-state.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { wholeList } from '../../query/whole-list.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { INVITATION_COLUMNS } from './invitation-columns.tsx';
import { InvitationRowActions } from './invitation-row-actions.tsx';
import { InvitationsSelection } from './invitations-selection.tsx';
import styles from './invitations.module.css';
import { MadeInvitationDialog } from './made-invitation-dialog.tsx';
import { NewInvitationDialog } from './new-invitation-dialog.tsx';
import { PolicyNotice } from './policy-notice.tsx';
import { useInvitationActions } from './use-invitation-actions.ts';
import { useInvitationActs } from './use-invitation-acts.ts';

interface InvitationsPageProps {
  /** Undefined until the settings have come. */
  readonly policy: RegistrationPolicy | undefined;
  /** Why nothing can be changed, or undefined. */
  readonly blocked: string | undefined;
}

/** Every invitation, with its link while that leads somewhere. */
export function InvitationsPage({ policy, blocked }: InvitationsPageProps) {
  const keymap = useKeymap();
  const invitations = useQueryOf('invitations.list', {});
  const rows = invitations.data?.rows;
  const list = wholeList(rows, invitations);
  const state = useListState('', list);
  const acts = useInvitationActs(state.clear);
  const [making, setMaking] = useKept<object | null>('new invitation', null);
  /** Closes the dialog that is open, and none that was opened in its place. */
  const closeNew = () => setMaking((now) => (now === making ? null : now));
  /** Whoever has the link may register: it is not kept. */
  const [made, setMade] = useState<string | null>(null);
  const rowsOf = (ids: ReadonlySet<number>) => rows?.filter(({ id }) => ids.has(id)) ?? [];
  const chosen = rowsOf(state.selected);
  const aimed = rowsOf(state.aim.selected);
  const target = aimed.length > 0 ? aimed : state.active === undefined ? [] : [state.active];
  const openDialog = () => setMaking({});
  const actsOn = (row: InvitationRow) => <InvitationRowActions {...{ row, acts, blocked }} />;
  useInvitationActions({ acts, target, total: list.total, blocked, onNew: openDialog });
  return (
    <section className={styles['page']} aria-labelledby="invitations">
      <header className={styles['head']}>
        <h2 id="invitations" className={styles['title']}>
          Invitations
        </h2>
        <Button
          variant="primary"
          icon={Plus}
          keys={keymap['invitations.new']}
          disabledReason={blocked}
          onClick={openDialog}
        >
          New invitation
        </Button>
      </header>
      {chosen.length > 0 && <InvitationsSelection {...{ acts, chosen, state, blocked }} />}
      <div className={styles['table']}>
        <DataTable
          label="Invitations"
          columns={INVITATION_COLUMNS}
          {...listTable(list, state)}
          onActiveIndexChange={state.setActiveIndex}
          selection={state.selected}
          onSelectionChange={state.select}
          onClearSelection={state.clear}
          rowActions={actsOn}
          empty={
            <EmptyState
              icon={Ticket}
              title="Nobody is invited."
              text="An invitation is a link that lets its holder register, as often and as long as you say."
              action={
                <Button icon={Plus} disabledReason={blocked} onClick={openDialog}>
                  Make an invitation
                </Button>
              }
            />
          }
        />
      </div>
      {policy !== undefined && policy !== 'invitation' && (
        <div className={styles['notice']}>
          <PolicyNotice policy={policy} />
        </div>
      )}
      {making !== null && <NewInvitationDialog onClose={closeNew} onMade={setMade} />}
      {making === null && made !== null && (
        <MadeInvitationDialog link={made} onClose={() => setMade(null)} onCopy={acts.copy} />
      )}
    </section>
  );
}
