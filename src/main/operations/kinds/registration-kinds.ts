import type { RejectionReason, Remembered } from '../../../shared/contract/registrations.ts';
import type { ActKind, ToldAct } from './act-kind.ts';

const making = {
  story: { kind: 'sign-up', tone: 'neutral' },
  makesAccounts: true,
} as const;
const removing = { story: { kind: 'removed', tone: 'danger' } } as const;

export interface RejectionDetail {
  readonly reason: RejectionReason;
  readonly note: string;
  readonly remember: Remembered;
}

/** Acts on sign-ups, by the staff and by visitors. */
export const REGISTRATION_KINDS = {
  'registrations.signUp': { ...making, title: () => 'Signed up' },
  'registrations.makeTest': {
    ...making,
    title: () => 'Made a test sign-up',
    ownTitle: 'Made as a test sign-up',
    isMadeToGo: true,
  },
  'registrations.activateByLink': {
    title: () => 'Activated by the link',
    story: { kind: 'activated', tone: 'ok' },
    provesAddress: true,
  },
  'registrations.confirmByLink': {
    title: () => 'Confirmed the address by the link',
    story: { kind: 'activated', tone: 'waiting' },
    provesAddress: true,
  },
  'registrations.resendByVisitor': { title: () => 'Asked for a new activation mail' },
  'registrations.registerAgain': { title: () => 'Tried to register again' },
  'registrations.activate': {
    title: ({ people }) => `Activated ${people}`,
    ownTitle: 'Activated by hand',
    story: { kind: 'activated', tone: 'ok' },
    underWay: 'Activating',
  },
  'registrations.resend': {
    title: ({ people }) => `Sent new activation mails to ${people}`,
    ownTitle: 'Given a new activation link',
    underWay: 'Sending new activation mails to',
  },
  'registrations.changeEmail': { title: ({ people }) => `Changed the address of ${people}` },
  'registrations.reject': {
    ...removing,
    title: ({ people, detail: { reason } }: ToldAct<RejectionDetail>) =>
      `Rejected ${people} (${String(reason).replaceAll('-', ' ')})`,
    ownTitle: 'Rejected',
    underWay: 'Rejecting',
    leaverWay: 'rejected',
  },
  'registrations.extend': {
    title: ({ people, detail: { days } }: ToldAct<{ days?: number }>) =>
      days === undefined
        ? `Let the days of the link count anew for ${people}`
        : `Gave ${people} ${days} more days`,
    words: ['Let the days of the link count anew for', 'Gave more days'],
    underWay: 'Extending the time of',
  },
  'registrations.delete': {
    ...removing,
    title: ({ people }) => `Deleted ${people} from Pending`,
    ownTitle: 'Deleted from Pending',
    underWay: 'Deleting',
    leaverWay: 'deleted',
  },
  'registrations.cleanUp': {
    ...removing,
    title: ({ people, accounts }) =>
      accounts === 0 ? 'Found nobody to clean up' : `Cleaned up ${people}`,
    words: ['Found nobody to clean up', 'Cleaned up'],
    ownTitle: 'Cleaned up',
    underWay: 'Cleaning up',
    leaverWay: 'cleanedUp',
  },
  'registrations.allowAgain': {
    title: ({ detail: { refuses } }: ToldAct<{ refuses: string }>) =>
      `Let ${String(refuses)} sign up again`,
  },
  'invitations.create': {
    title: ({ detail: { label } }: ToldAct<{ label: string }>) =>
      `Made the invitation “${String(label)}”`,
  },
  'invitations.revoke': { title: () => 'Revoked an invitation' },
} satisfies Readonly<Record<string, ActKind>>;
