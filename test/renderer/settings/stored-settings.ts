import type { Settings } from '../../../src/shared/contract/settings.ts';

/** The settings of a shop whose mail leaves and whose registration is open. */
export const SETTINGS: Settings = {
  site: { name: 'Shop', domain: 'shop.test', scheme: 'https' },
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
  signIn: { passwordMinimumLength: 15, resetHours: 72, sessionDays: 14 },
  network: {
    exposure: 'local',
    listenAddress: '127.0.0.1',
    trustedProxies: ['127.0.0.1', '::1'],
    allowedHosts: [],
  },
  signingKey: 'made-here',
  mail: {
    delivery: 'smtp',
    host: 'mail.shop.test',
    port: 587,
    security: 'starttls',
    user: 'shop',
    fromAddress: 'noreply@shop.test',
    fromName: 'Shop',
    passwordSet: true,
  },
  console: { idleLockMinutes: 15 },
  testRecipient: 'eva@shop.test',
};
