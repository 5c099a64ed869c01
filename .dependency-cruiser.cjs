/** Who may import whom. The picture is in docs/architecture.md. */
const areas = [
  'accounts',
  'registrations',
  'operations',
  'site',
  'settings',
  'session',
  'mail',
  'story',
  'limits',
  'sign-in',
  'templates',
  'accounts-site',
  'views',
  'demo',
  'people',
  'dashboard',
  'transfer',
];
const area = `^src/main/(${areas.join('|')})/`;

/** What each area may import beside itself, shared, db and Node's own modules. */
const allowed = {
  db: [],
  operations: [],
  site: ['settings', 'operations', 'accounts'],
  settings: ['operations', 'accounts'],
  accounts: ['operations'],
  mail: ['operations', 'settings', 'accounts', 'templates', 'site'],
  limits: [],
  templates: [],
  views: [],
  registrations: ['accounts', 'limits', 'mail', 'site', 'operations', 'settings'],
  dashboard: ['accounts', 'mail', 'operations', 'people', 'site'],
  transfer: ['accounts', 'mail', 'operations', 'people', 'registrations', 'settings', 'sign-in'],
  people: ['accounts', 'mail', 'operations', 'settings'],
  session: ['accounts', 'limits', 'operations', 'settings', 'site'],
  'sign-in': ['registrations', 'accounts', 'limits', 'mail', 'site', 'operations', 'settings'],
  story: ['operations', 'sign-in'],
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
      to: { path: '^(src/(main|renderer|preload)|electron|node:)' },
    },
    {
      name: 'renderer-knows-shared-only',
      severity: 'error',
      from: { path: '^src/renderer' },
      to: { path: '^src/(main|preload)' },
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
      to: { path: '^src/main/(app/(?!platform)|host-|web/)' },
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
      to: { path: area },
    },
    ...Object.entries(allowed).map(([name, targets]) => ({
      name: `${name}-imports`,
      severity: 'error',
      from: { path: `^src/main/${name}/` },
      to: { path: area, pathNot: `^src/main/(${[name, ...targets].join('|')})/` },
    })),
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
