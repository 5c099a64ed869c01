import { createRoute, useRouter } from '@tanstack/react-router';
import { useRef } from 'react';

import { GroupsScreen } from '../screens/groups/groups-screen.tsx';
import { PendingScreen } from '../screens/pending/pending-screen.tsx';
import { ImportScreen } from '../screens/transfer/import-screen.tsx';
import { TrashScreen } from '../screens/trash/trash-screen.tsx';
import { TriageScreen } from '../screens/triage/triage-screen.tsx';
import { PersonPage } from '../screens/person/person-page.tsx';
import { UsersScreen } from '../screens/users/users-screen.tsx';
import { LIST, rootRoute } from './root-route.tsx';
import {
  groupsSearch,
  pendingSearch,
  personId,
  type PersonSearch,
  personSearch,
  trashSearch,
  triageSearch,
  usersSearch,
} from './search-params.ts';

const pendingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'pending',
  staticData: { ...LIST, shows: { title: 'Pending', query: 'registrations.list' } },
  validateSearch: pendingSearch,
  component: function Pending() {
    const navigate = pendingRoute.useNavigate();
    return (
      <PendingScreen
        search={pendingRoute.useSearch()}
        onOpen={(id, search) => void navigate({ ...personPage(id, search), state: OPENED })}
        onSearch={(changes) =>
          void navigate({ search: (before) => ({ ...before, ...changes }), replace: true })
        }
      />
    );
  },
});

const triageRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'pending/one-by-one',
  staticData: { shows: { title: 'One by one', query: 'registrations.list' } },
  validateSearch: triageSearch,
  component: function Triage() {
    const navigate = triageRoute.useNavigate();
    const { query = '' } = triageRoute.useSearch();
    return (
      <TriageScreen query={query} onLeave={() => void navigate({ to: '/pending', search: {} })} />
    );
  },
});

const usersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'users',
  staticData: { ...LIST, shows: { title: 'Users', query: 'accounts.list' } },
  validateSearch: usersSearch,
  component: function Users() {
    const navigate = usersRoute.useNavigate();
    return (
      <UsersScreen
        search={usersRoute.useSearch()}
        onOpen={(id, search) => void navigate({ ...personPage(id, search), state: OPENED })}
        onImport={() => void navigate({ to: '/import' })}
        onSearch={(changes) =>
          void navigate({ search: (before) => ({ ...before, ...changes }), replace: true })
        }
      />
    );
  },
});

/** Of what was opened from the list before it, however often another one took its place. */
export const OPENED = { isOpenedFromList: true } as const;

declare module '@tanstack/react-router' {
  interface HistoryState {
    isOpenedFromList?: boolean;
  }
}

function personPage(id: number, search: PersonSearch) {
  return { to: '/users/$id', params: { id }, search } as const;
}

const personRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'users/$id',
  staticData: { shows: { title: 'Person', query: 'accounts.get' } },
  params: {
    parse: ({ id }) => ({ id: personId.parse(Number(id)) }),
    stringify: ({ id }) => ({ id: String(id) }),
  },
  validateSearch: personSearch,
  component: function Person() {
    const navigate = personRoute.useNavigate();
    const search = personRoute.useSearch();
    const { id } = personRoute.useParams();
    const router = useRouter();
    const replace = { replace: true, state: true } as const;
    const isLeaving = useRef(false);
    const goBack = () => {
      // A browser takes a moment to go back: a second press must not lead further.
      if (isLeaving.current) return;
      const toList = () => void router.navigate({ ...wayBack(id, search), replace: true });
      if (router.history.location.state.isOpenedFromList !== true) {
        toList();
        return;
      }
      isLeaving.current = true;
      // To the list that is there already, which is told where they are in it.
      const stop = router.history.subscribe(() => {
        stop();
        toList();
      });
      router.history.back();
    };
    return (
      <PersonPage
        id={id}
        search={search}
        onSearch={(changes) =>
          void navigate({ search: (before) => ({ ...before, ...changes }), ...replace })
        }
        onGo={(other, at) =>
          void navigate(
            at === undefined
              ? personPage(other, {})
              : { ...personPage(other, { ...search, with: undefined, at }), ...replace },
          )
        }
        onBack={goBack}
      />
    );
  },
});

/** To the list that somebody's page was opened from, where they are. */
function wayBack(id: number, { from, list, view, at, peek }: PersonSearch) {
  const place = { q: list || undefined, view, at };
  return from === 'pending'
    ? ({ to: '/pending', search: { ...place, peek } } as const)
    : ({ to: '/users', search: { ...place, id: peek && id } } as const);
}

const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'import',
  component: ImportScreen,
});

const trashRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'trash',
  staticData: { ...LIST, shows: { title: 'Trash', query: 'trash.list' } },
  validateSearch: trashSearch,
  component: function Trash() {
    const navigate = trashRoute.useNavigate();
    return (
      <TrashScreen
        search={trashRoute.useSearch()}
        onSearch={(changes) =>
          void navigate({ search: (before) => ({ ...before, ...changes }), replace: true })
        }
      />
    );
  },
});

const groupsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'groups',
  staticData: LIST,
  validateSearch: groupsSearch,
  component: function Groups() {
    const navigate = groupsRoute.useNavigate();
    return (
      <GroupsScreen
        search={groupsRoute.useSearch()}
        onPeople={(q) => void navigate({ to: '/users', search: { q } })}
        onSearch={(changes) =>
          void navigate({ search: (before) => ({ ...before, ...changes }), replace: true })
        }
      />
    );
  },
});

/** The screens of people: who waits, who is there and in which groups, who has left. */
export const peopleRoutes = [
  pendingRoute,
  triageRoute,
  usersRoute,
  personRoute,
  importRoute,
  groupsRoute,
  trashRoute,
] as const;
