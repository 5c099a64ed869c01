import {
  createRoute,
  createRouter,
  redirect,
  type RouterHistory,
  useRouter,
} from '@tanstack/react-router';

import { ActivityScreen } from '../screens/activity/activity-screen.tsx';
import { DashboardScreen } from '../screens/dashboard/dashboard-screen.tsx';
import { CapturedScreen } from '../screens/mail/captured-screen.tsx';
import { OutboxScreen } from '../screens/mail/outbox-screen.tsx';
import { SettingsScreen } from '../screens/settings/settings-screen.tsx';
import { TemplatesScreen } from '../screens/templates/templates-screen.tsx';
import { OPENED, peopleRoutes } from './people-routes.tsx';
import { LIST, rootRoute } from './root-route.tsx';
import {
  activitySearch,
  capturedSearch,
  dashboardSearch,
  outboxSearch,
  settingsSearch,
  settingsSection,
  templateKind,
} from './search-params.ts';

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
  staticData: { shows: { title: 'Dashboard', query: 'dashboard.attention' } },
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

const activityRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'activity',
  staticData: { ...LIST, shows: { title: 'Audit', query: 'operations.list' } },
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
  staticData: { ...LIST, shows: { title: 'Captured mail', query: 'captured.list' } },
  validateSearch: capturedSearch,
  component: function Captured() {
    const navigate = capturedRoute.useNavigate();
    const { history } = useRouter();
    const { id: selectedId } = capturedRoute.useSearch();
    return (
      <CapturedScreen
        selectedId={selectedId}
        onSelect={(id, inPlace) =>
          void navigate({
            search: { id },
            replace: inPlace,
            state: selectedId === undefined ? OPENED : inPlace && id !== undefined ? true : {},
          })
        }
        onBack={() => {
          if (history.location.state.isOpenedFromList === true) history.back();
          else void navigate({ search: {}, replace: true });
        }}
      />
    );
  },
});

const outboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'mail/outbox',
  staticData: { ...LIST, shows: { title: 'Outbox', query: 'outbox.list' } },
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

/** The templates without one of them: the first. */
const firstTemplateRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'mail/templates',
  beforeLoad: () => {
    throw redirect({
      to: '/mail/templates/$kind',
      params: { kind: 'activation' },
      replace: true,
    });
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
  ...peopleRoutes,
  activityRoute,
  capturedRoute,
  outboxRoute,
  firstTemplateRoute,
  templatesRoute,
  settingsRoute,
  elsewhereRoute,
]);

/** @param history By hash in a window, in memory in a test. */
export function createAppRouter(history: RouterHistory) {
  return createRouter({ routeTree, history, defaultPendingMs: 0 });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
