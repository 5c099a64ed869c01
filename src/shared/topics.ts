/** The things a screen can show and a command can change. Plural, as the lists they stand for. */
export const TOPICS = [
  'session',
  'application',
  'accounts',
  'groups',
  'registrations',
  'operations',
  'outbox',
  'captured',
  'faults',
  'settings',
  'sessions',
  'invitations',
  'doctor',
  'rehearsal',
  'jobs',
  'views',
  'keys',
  'templates',
] as const;

export type Topic = (typeof TOPICS)[number];
