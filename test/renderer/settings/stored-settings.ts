import type { MailSettings, Profile } from '../../../src/shared/contract/mail-settings.ts';
import type { Settings } from '../../../src/shared/contract/settings.ts';

/** The answer to a form that is stored as it was sent. */
export function savedAs<Values extends object>(operationId: number) {
  return ({ basedOn: _basedOn, ...stored }: Values & { readonly basedOn: object | null }) => ({
    operationId,
    stored,
  });
}

/** The settings of a shop whose mail leaves and whose registration is open. */
export const SETTINGS: Settings = {
  site: {
    name: 'Shop',
    domain: 'shop.test',
    scheme: 'https',
    accountsPath: '/accounts/',
    passwordPaths: 'redux',
    activationPages: false,
  },
  registration: {
    policy: 'open',
    activationDays: 7,
    tellWhenActivated: true,
    uniqueEmail: true,
    refuseDisposable: false,
    allowedDomains: [],
    deniedDomains: [],
    termsLink: '',
    askReason: false,
    closedMessage: '',
    approvers: [],
    holdAfter: 30,
  },
  daysAssumed: false,
  cleanUp: { when: 'off', hour: 3, endedDays: 7, mostPerRun: 10_000 },
  signIn: {
    passwordMinimumLength: 15,
    resetHours: 72,
    sessionDays: 14,
    passwordsByAdministrators: false,
  },
  network: {
    exposure: 'local',
    listenAddress: '127.0.0.1',
    trustedProxies: ['127.0.0.1', '::1'],
    allowedHosts: [],
  },
  signingKey: 'made-here',
  console: { idleLockMinutes: 15, staffFollowPermissions: false },
  testRecipient: 'eva@shop.test',
};

const PROFILE: Profile = {
  id: 'p1',
  name: 'Production',
  colour: 'green',
  host: 'mail.shop.test',
  port: 587,
  security: 'starttls',
  auth: 'auto',
  user: 'shop',
  envelopeFrom: '',
  helloName: '',
  connections: 3,
  perMinute: 0,
  connectSeconds: 10,
  greetingSeconds: 10,
  socketSeconds: 60,
  tokenUrl: '',
  clientId: '',
  dkimDomain: '',
  dkimSelector: '',
  pinnedCertificate: '',
  stored: { password: true, clientSecret: false, refreshToken: false, dkimKey: false },
  dkimRecord: null,
};
const { id: _id, stored: _stored, dkimRecord: _record, ...fields } = PROFILE;

/** A shop with one mail server, which is live. */
export const MAIL: MailSettings = {
  live: 'p1',
  fromAddress: 'noreply@shop.test',
  fromName: 'Shop',
  replyTo: '',
  capture: { keepMails: 5_000, keepDays: 90, keepMegabytes: 1_000, offerTls: true, releaseTo: [] },
  profiles: [PROFILE],
  defaults: { ...fields, name: '', host: '', user: '' },
  unread: [],
  warnings: [],
};
