/** Who may import whom. The picture is in docs/architecture.md. */
const areas = [
  'csv',
  'db',
  'log',
  'accounts',
  'registrations',
  'operations',
  'site',
  'settings',
  'session',
  'mail',
  'story',
  'trash',
  'limits',
  'sign-in',
  'templates',
  'accounts-site',
  'views',
  'demo',
  'people',
  'dashboard',
  'transfer',
  'databases',
  'groups',
  'secrets',
  'rehearsal',
];
const area = `^src/main/(${areas.join('|')})/`;

/** What each area may import beside itself, shared, db and Node's own modules. */
const allowed = {
  csv: [],
  db: [],
  log: [],
  secrets: [],
  operations: ['csv'],
  site: ['settings', 'operations', 'accounts'],
  settings: ['operations', 'accounts', 'secrets'],
  accounts: ['operations'],
  mail: ['operations', 'settings', 'accounts', 'templates', 'site'],
  limits: [],
  templates: [],
  views: [],
  registrations: ['accounts', 'limits', 'mail', 'site', 'operations', 'settings'],
  databases: ['accounts', 'mail', 'operations', 'people', 'settings', 'site'],
  dashboard: ['accounts', 'mail', 'operations', 'people', 'site'],
  transfer: [
    'accounts',
    'csv',
    'mail',
    'operations',
    'people',
    'registrations',
    'settings',
    'sign-in',
    'site',
  ],
  people: ['accounts', 'mail', 'operations', 'settings'],
  session: ['accounts', 'limits', 'operations', 'settings', 'site'],
  'sign-in': ['registrations', 'accounts', 'limits', 'mail', 'site', 'operations', 'settings'],
  groups: ['accounts', 'operations'],
  rehearsal: [
    'accounts',
    'accounts-site',
    'mail',
    'operations',
    'registrations',
    'settings',
    'site',
  ],
  story: ['mail', 'operations', 'sign-in'],
  trash: ['accounts', 'mail', 'operations', 'registrations'],
  'accounts-site': [
    'sign-in',
    'registrations',
    'accounts',
    'limits',
    'mail',
    'templates',
    'site',
    'operations',
    'settings',
  ],
  demo: areas,
};

/** What each folder of `mail` may import of the others. */
const allowedInMail = {
  preview: [],
  remote: [],
  search: [],
  templates: [],
  capture: ['preview'],
  checks: ['capture', 'preview'],
  smtp: ['capture'],
  reading: ['capture', 'checks', 'preview', 'search'],
  outbox: ['capture', 'preview', 'reading', 'smtp', 'templates'],
  captured: ['capture', 'checks', 'preview', 'reading', 'remote', 'search', 'smtp'],
  doctor: ['outbox', 'smtp', 'templates'],
};

/** What each layer of the renderer may import of the others; which of `app` shows screens is below. */
const allowedInRenderer = {
  ui: [],
  bridge: [],
  query: ['bridge'],
  app: ['bridge', 'query', 'screens', 'ui'],
  screens: ['app', 'bridge', 'query', 'ui'],
};

/** What each area of the screens may import of the others, without circles. */
const allowedAmongScreens = {
  activity: ['transfer', 'users'],
  dashboard: [],
  database: [],
  groups: ['users'],
  invitations: [],
  mail: ['pending'],
  pending: ['transfer', 'users'],
  person: ['pending', 'users'],
  session: ['database'],
  settings: ['database', 'invitations', 'mail'],
  templates: ['mail'],
  transfer: [],
  trash: ['users'],
  triage: ['pending', 'users'],
  users: ['transfer'],
};

/** A folder imports what its table says, and itself. */
const folderRules = (within, table, areas, always = []) =>
  Object.entries(table).map(([name, targets]) => ({
    name: `${name}-imports`,
    severity: 'error',
    from: { path: `^${within}/${name}/` },
    to: { path: areas, pathNot: `^${within}/(${[name, ...always, ...targets].join('|')})/` },
  }));

/** By its address, or before anybody is signed in. */
const showsScreens = '^src/renderer/app/(router|people-routes|session-gate)\\.tsx$';
/** What is around every screen. */
const frame = '^src/renderer/app/(app|root-route|shell|sidebar|top-strip|frame-[a-z-]+)\\.tsx$';

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src', pathNot: '\\.d\\.ts$|/(index|browser|main)\\.tsx?$' },
      to: {},
    },
    {
      name: 'shared-stands-alone',
      severity: 'error',
      from: { path: '^src/shared' },
      to: { path: '^src/(main|renderer|preload)|node_modules/electron/' },
    },
    {
      name: 'shared-runs-everywhere',
      severity: 'error',
      from: { path: '^src/shared' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-knows-shared-only',
      severity: 'error',
      from: { path: '^src/renderer' },
      to: { path: '^src/(main|preload)' },
    },
    {
      name: 'what-shows-screens-imports-them',
      severity: 'error',
      from: { path: '^src/renderer/', pathNot: `^src/renderer/screens/|${showsScreens}` },
      to: { path: '^src/renderer/screens/' },
    },
    {
      name: 'screens-not-the-frame',
      severity: 'error',
      from: { path: '^src/renderer/screens/' },
      to: { path: [showsScreens, frame] },
    },
    {
      name: 'preload-knows-the-bridge-only',
      severity: 'error',
      from: { path: '^src/preload' },
      to: { path: '^src/(main|renderer|shared/(?!bridge|errors|topics))' },
    },
    {
      name: 'main-not-renderer',
      severity: 'error',
      from: { path: '^src/main' },
      to: { path: '^src/(renderer|preload)' },
    },
    {
      name: 'electron-in-its-host-only',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main/(host-electron/|index\\.ts)|preload/)' },
      to: { path: '^electron$|node_modules/electron/' },
    },
    {
      name: 'areas-not-app-or-hosts',
      severity: 'error',
      from: { path: area },
      to: { path: '^src/main/(app/|host-|web/)' },
    },
    {
      name: 'app-not-hosts',
      severity: 'error',
      from: { path: '^src/main/(app|web)/' },
      to: { path: '^src/main/host-' },
    },
    {
      name: 'hosts-not-areas',
      severity: 'error',
      from: { path: '^src/main/host-' },
      to: { path: area, pathNot: '^src/main/(log|secrets)/' },
    },
    {
      name: 'no-circles-in-mail',
      severity: 'error',
      scope: 'folder',
      from: { path: '^src/main/mail/' },
      to: { circular: true },
    },
    ...folderRules('src/main', allowed, area, ['db']),
    ...folderRules('src/main/mail', allowedInMail, '^src/main/mail/'),
    ...folderRules('src/renderer', allowedInRenderer, '^src/renderer/'),
    ...folderRules('src/renderer/screens', allowedAmongScreens, '^src/renderer/screens/'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
