import { keepPreviousData } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Eraser, GalleryVerticalEnd } from 'lucide-react';

import { parsePeopleQuery } from '../../../shared/people-query.ts';
import { PENDING_VIEWS, type PendingRow } from '../../../shared/contract/registrations.ts';
import { useKeymap } from '../../app/keys/keymap.tsx';
import type { PendingSearch, PersonSearch } from '../../app/search-params.ts';
import { ListSearch } from '../../app/list/list-search.tsx';
import { PeopleTable } from '../../app/people/people-table.tsx';
import { PeopleToolbar } from '../../app/people/people-toolbar.tsx';
import { nobodyIn } from '../../app/list/list-target.ts';
import { SIGNALS } from '../../app/people/people-filters.ts';
import { isOn, withoutChips } from '../../app/people/query-chips.ts';
import { useBlock } from '../../app/acts/use-block.ts';
import { targetsIn, usePeopleList } from '../../app/people/use-people-list.ts';
import { changedWords } from '../../app/people/use-saved-views.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import layout from '../../ui/list-layout.module.css';
import { PageHeader } from '../../ui/page-header.tsx';
import { ExportButton } from '../transfer/export-button.tsx';
import { HeldMailsNotice } from './held-mails-notice.tsx';
import { pendingChips, STATE_CHIPS } from './pending-chips.ts';
import { PENDING_COLUMNS } from './pending-columns.tsx';
import { PendingDialogs } from './pending-dialogs.tsx';
import { PendingEmpty } from './pending-empty.tsx';
import { PendingPanel } from './pending-panel.tsx';
import { PendingRowActions } from './pending-row-actions.tsx';
import { PendingSelection } from './pending-selection.tsx';
import { useKeptPerson } from './use-kept-person.ts';
import { usePendingActions } from './use-pending-actions.ts';
import { usePendingActs } from './use-pending-acts.ts';

const TO_APPROVE = { label: '', part: PENDING_VIEWS['to-approve'] };

interface PendingScreenProps {
  readonly search: PendingSearch;
  readonly onSearch: (changes: PendingSearch) => void;
  /** Opens somebody's page, which remembers the list and the place in it. */
  readonly onOpen: (id: number, from: PersonSearch) => void;
}

/** Sign-ups that wait for their link to be followed, or for somebody here. */
export function PendingScreen(props: PendingScreenProps) {
  const { search, onSearch } = props;
  return (
    <ListSearch value={search.q ?? ''} onSettle={(q) => onSearch({ q: q || undefined })}>
      <PendingList {...props} />
    </ListSearch>
  );
}

function PendingList({ search, onSearch, onOpen }: PendingScreenProps) {
  const keymap = useKeymap();
  const { peek = false } = search;
  const people = usePeopleList('registrations', { search, onSearch });
  const { state, text, onText, query, view } = people;
  const chipped = useQueryOf(
    'registrations.views',
    { query: withoutChips(query, STATE_CHIPS) },
    { placeholderData: keepPreviousData },
  );
  const signalled = useQueryOf(
    'registrations.signalCounts',
    { query: withoutChips(query, SIGNALS) },
    { placeholderData: keepPreviousData },
  );
  const signals = signalled.data?.counts;
  const acts = usePendingActs(state.clear);
  const blocked = useBlock('registrations.activate');
  const { data: session } = useQueryOf('session.state', {});
  const cleanUpBlocked = session?.person?.isSuperuser
    ? (blocked ?? (people.everybody === 0 ? 'Nobody is waiting.' : undefined))
    : 'Only a superuser may clean up.';

  const navigate = useNavigate();
  const openTriage = () =>
    void navigate({ to: '/pending/one-by-one', search: { query: query || undefined } });
  const { person: active, left, keep, release } = useKeptPerson(state.active, query, peek);
  const { target, chosen } = targetsIn(people, active);
  // Selections are made in one view, so that one of people to approve holds nobody else.
  const one = target?.name === undefined ? undefined : active?.stage;
  const stage = isOn(parsePeopleQuery(text), TO_APPROVE) ? 'to-approve' : one;
  const setPeek = (open: boolean) => onSearch({ peek: open || undefined });
  const closePanel = () => {
    setPeek(false);
    state.focusGrid();
  };
  const openPage = (id: number, at: number) =>
    onOpen(id, { ...people.wayBack(at), from: 'pending', peek: peek || undefined });
  const panelPerson = peek ? active : undefined;
  usePendingActions({
    acts,
    target,
    total: people.list.total,
    coming: state.aim.coming,
    stage,
    blocked,
    cleanUpBlocked,
    openTriage,
    closePanel: panelPerson && closePanel,
  });

  const actsOn = (row: PendingRow) => <PendingRowActions {...{ row, acts, blocked }} />;

  return (
    <>
      <PageHeader
        title={view?.name ?? 'Pending'}
        count={people.count}
        secondary={changedWords(view, query)}
        action={
          <>
            <ExportButton people={people} target={chosen} />
            <Button
              icon={Eraser}
              disabledReason={cleanUpBlocked}
              onClick={() => acts.open({ kind: 'clean-up' })}
            >
              Clean up…
            </Button>
            <Button
              variant="primary"
              icon={GalleryVerticalEnd}
              keys={keymap.triage}
              disabledReason={nobodyIn(people.list.total)}
              onClick={openTriage}
            >
              One by one
            </Button>
          </>
        }
      />
      <PeopleToolbar
        people={people}
        columns={PENDING_COLUMNS}
        label="Search sign-ups"
        chips={pendingChips(chipped.data?.views, signals?.any)}
        signals={signals}
        selection={
          chosen && <PendingSelection {...{ state, acts, blocked, stage }} target={chosen} />
        }
      />
      <div className={layout['list']}>
        <PeopleTable
          people={people}
          label="Pending sign-ups"
          one="waiting"
          many="waiting"
          signals={signals}
          columns={PENDING_COLUMNS}
          activeShown={!left}
          onActiveIndexChange={(index) => {
            release();
            state.setActiveIndex(index);
          }}
          onPeek={() => setPeek(!peek)}
          onOpen={(row, index) => openPage(row.id, index)}
          rowActions={actsOn}
          empty={<PendingEmpty {...{ text, onText }} />}
        />
        {panelPerson && (
          <PendingPanel
            row={panelPerson}
            {...{ acts, blocked, left }}
            onOpen={() => openPage(panelPerson.id, state.activeIndex)}
            onClose={closePanel}
          />
        )}
      </div>
      <HeldMailsNotice onShow={() => onText(PENDING_VIEWS['mail-held'])} />
      <PendingDialogs
        {...{ acts }}
        onDone={state.clear}
        onCorrected={(id) => {
          if (active?.id === id) keep(active);
        }}
      />
    </>
  );
}
