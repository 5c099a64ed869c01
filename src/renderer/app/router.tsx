import {
  createRootRoute,
  createRoute,
  createRouter,
  redirect,
  useRouter,
  type RouterHistory,
} from '@tanstack/react-router';

import { ActivityScreen } from '../screens/activity/activity-screen.tsx';
import { DashboardScreen } from '../screens/dashboard/dashboard-screen.tsx';
import { CapturedScreen } from '../screens/mail/captured-screen.tsx';
import { OutboxScreen } from '../screens/mail/outbox-screen.tsx';
import { PendingScreen } from '../screens/pending/pending-screen.tsx';
import { SettingsScreen } from '../screens/settings/settings-screen.tsx';
import { TriageScreen } from '../screens/triage/triage-screen.tsx';
import { PersonPage } from '../screens/users/person-page.tsx';
import { TemplatesScreen } from '../screens/templates/templates-screen.tsx';
import { ImportScreen } from '../screens/transfer/import-screen.tsx';
import { TrashScreen } from '../screens/trash/trash-screen.tsx';
import { UsersScreen } from '../screens/users/users-screen.tsx';
import {
  activitySearch,
  capturedSearch,
  dashboardSearch,
  outboxSearch,
  pendingSearch,
  personId,
  personSearch,
  settingsSearch,
  settingsSection,
  trashSearch,
  triageSearch,
  templateKind,
  usersSearch,
} from './search-params.ts';
import { Shell } from './shell.tsx';

const LIST = { hasSearch: true };

const rootRoute = createRootRoute({ component: Shell });

const toStart = () => redirect({ to: '/dashboard', replace: true });
const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw toStart();
  },
});
/** An address from nowhere, such as a broken bookmark. */
const elsewhereRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '$',
  beforeLoad: () => {
    throw toStart();
  },
});

const dashboardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'dashboard',
  validateSearch: dashboardSearch,
  component: function Dashboard() {
    const navigate = dashboardRoute.useNavigate();
    return (
      <DashboardScreen
        search={dashboardRoute.useSearch()}
        onSearch={(search) => void navigate({ search, replace: true })}
      />
    );
  },
});

const pendingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'pending',
  staticData: LIST,
  validateSearch: pendingSearch,
  component: function Pending() {
    const navigate = pendingRoute.useNavigate();
    return (
      <PendingScreen
        search={pendingRoute.useSearch()}
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
  staticData: LIST,
  validateSearch: usersSearch,
  component: function Users() {
    const navigate = usersRoute.useNavigate();
    return (
      <UsersScreen
        search={usersRoute.useSearch()}
        onOpen={(id, from) => void navigate({ to: '/users/$id', params: { id }, search: from })}
        onImport={() => void navigate({ to: '/import' })}
        onSearch={(changes) =>
          void navigate({ search: (before) => ({ ...before, ...changes }), replace: true })
        }
      />
    );
  },
});

const personRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'users/$id',
  params: {
    parse: ({ id }) => ({ id: personId.parse(Number(id)) }),
    stringify: ({ id }) => ({ id: String(id) }),
  },
  validateSearch: personSearch,
  component: function Person() {
    const navigate = personRoute.useNavigate();
    const search = personRoute.useSearch();
    const router = useRouter();
    return (
      <PersonPage
        id={personRoute.useParams().id}
        search={search}
        onSearch={(changes) =>
          void navigate({ search: (before) => ({ ...before, ...changes }), replace: true })
        }
        onGo={(id, at) =>
          void navigate({
            to: '/users/$id',
            params: { id },
            search: at === undefined ? {} : { ...search, with: undefined, at },
            replace: at !== undefined,
          })
        }
        onBack={() =>
          search.at !== undefined && router.history.canGoBack()
            ? router.history.back()
            : void navigate({ to: '/users', search: {} })
        }
      />
    );
  },
});

const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'import',
  component: ImportScreen,
});

const trashRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'trash',
  staticData: LIST,
  validateSearch: trashSearch,
  component: function Trash() {
    const navigate = trashRoute.useNavigate();
    return (
      <TrashScreen
        search={trashRoute.useSearch()}
        onSearch={(search) => void navigate({ search, replace: true })}
      />
    );
  },
});

const activityRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'activity',
  staticData: LIST,
  validateSearch: activitySearch,
  component: function Activity() {
    const navigate = activityRoute.useNavigate();
    return (
      <ActivityScreen
        search={activityRoute.useSearch()}
        onSearch={(changes) =>
          void navigate({ search: (before) => ({ ...before, ...changes }), replace: true })
        }
      />
    );
  },
});

const capturedRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'mail/captured',
  staticData: LIST,
  validateSearch: capturedSearch,
  component: function Captured() {
    return <CapturedScreen selectedId={capturedRoute.useSearch().id} />;
  },
});

const outboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'mail/outbox',
  staticData: LIST,
  validateSearch: outboxSearch,
  component: function Outbox() {
    const navigate = outboxRoute.useNavigate();
    return (
      <OutboxScreen
        search={outboxRoute.useSearch()}
        onSearch={(changes) =>
          void navigate({ search: (before) => ({ ...before, ...changes }), replace: true })
        }
      />
    );
  },
});

const templatesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'mail/templates/$kind',
  params: { parse: ({ kind }) => ({ kind: templateKind.parse(kind) }) },
  component: function Templates() {
    return <TemplatesScreen kind={templatesRoute.useParams().kind} />;
  },
});

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'settings/$section',
  params: { parse: ({ section }) => ({ section: settingsSection.parse(section) }) },
  validateSearch: settingsSearch,
  component: function Settings() {
    const { section } = settingsRoute.useParams();
    return <SettingsScreen section={section} examine={settingsRoute.useSearch().examine} />;
  },
});

const routeTree = rootRoute.addChildren([
  indexRoute,
  dashboardRoute,
  pendingRoute,
  triageRoute,
  usersRoute,
  personRoute,
  importRoute,
  trashRoute,
  activityRoute,
  capturedRoute,
  outboxRoute,
  templatesRoute,
  settingsRoute,
  elsewhereRoute,
]);

/** @param history By hash in a window, in memory in a test. */
export function createAppRouter(history: RouterHistory) {
  return createRouter({ routeTree, history, defaultPendingMs: 0 });
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The screen has a field that searches its list. */
    readonly hasSearch?: boolean;
  }
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
