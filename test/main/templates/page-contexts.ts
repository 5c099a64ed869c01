import type { PageName } from '../../../src/main/accounts-site/page-templates.ts';

type Context = Readonly<Record<string, unknown>>;

/** Every page with every context that changes what it says. @param text Makes each shown value. */
export function pageContexts(
  text: (sample: string) => string,
): readonly (readonly [PageName, Context])[] {
  const policies = ['open', 'approval', 'invitation', 'closed'];
  const form = (...names: readonly string[]) => formOf(text, names);
  const clean = (...names: readonly string[]) => cleanForm(text, names);
  const registration = {
    minimum_length: 15,
    terms_link: text('https://shop.example/terms'),
    ask_reason: true,
    invitation: text('abcdef'),
    email_asked: text('karin@wbe.example'),
    registration_policy: 'approval',
  };
  const fields = ['username', 'email', 'password1', 'password2', 'tos', 'reason'];
  const change = ['old_password', 'new_password1', 'new_password2'];
  const confirm = ['new_password1', 'new_password2'];
  const session = (current: boolean) => ({
    browser: text('Firefox on Linux'),
    address: current ? '' : text('203.0.113.7'),
    started: text('2026-11-20 09:12 UTC'),
    last_seen: text('2026-11-23 18:40 UTC'),
    current,
  });
  const profile = {
    username: text('karin.lomo'),
    email: text('karin@web.example'),
    name: text('Karin Lomo'),
    date_joined: text('2024-05-03 10:02 UTC'),
    last_login: text('2026-11-23 16:40 UTC'),
  };
  const unknown = { ...profile, email: '', name: '', date_joined: '', last_login: '' };
  const closed = (registration_policy: string, invitation_state: string, message: string) =>
    [
      'registration_closed',
      { registration_policy, invitation_state, closed_message: message },
    ] as const;
  return [
    ...policies.map((registration_policy) => ['index', { registration_policy }] as const),
    ['login', { ...clean('username', 'password'), next: '', registration_policy: 'open' }],
    [
      'login',
      { ...form('username', 'password'), next: text('/a/'), registration_policy: 'closed' },
    ],
    ['logged_out', {}],
    ['profile', { profile, sessions: [session(true), session(false)] }],
    ['profile', { profile: unknown, sessions: [session(true)] }],
    ...[0, 1, 3].flatMap((count) => [
      [
        'password_change_form',
        { ...clean(...change), minimum_length: 15, other_sessions: count },
      ] as const,
      ['password_change_done', { ended: count }] as const,
    ]),
    ['password_change_form', { ...form(...change), minimum_length: 15, other_sessions: 1 }],
    ['password_reset_form', clean('email')],
    ['password_reset_form', form('email')],
    ['password_reset_done', {}],
    [
      'password_reset_confirm',
      { validlink: true, ...clean(...confirm), minimum_length: 15, username: text('karin.lomo') },
    ],
    [
      'password_reset_confirm',
      { validlink: true, ...form(...confirm), minimum_length: 15, username: text('karin.lomo') },
    ],
    [
      'password_reset_confirm',
      { validlink: false, ...clean(...confirm), minimum_length: 15, username: '', csrf_token: '' },
    ],
    ['password_reset_complete', {}],
    ['registration_form', { ...clean(...fields), ...registration }],
    ['registration_form', { ...form(...fields), ...registration }],
    [
      'registration_form',
      {
        ...clean(...fields),
        ...registration,
        terms_link: '',
        ask_reason: false,
        invitation: '',
        registration_policy: 'open',
      },
    ],
    ...policies.map(
      (registration_policy) =>
        [
          'registration_complete',
          { email: text('karin@web.example'), expiration_days: 7, registration_policy },
        ] as const,
    ),
    ['registration_complete', { email: '', expiration_days: 1, registration_policy: 'open' }],
    ...policies.map((policy) => closed(policy, 'none', '')),
    closed('closed', 'none', text('Write to staff@shop.example.\nWe open again in May.')),
    ...['none', 'expired', 'used-up', 'unknown'].map((state) =>
      closed('invitation', state, text('Ask Eva.')),
    ),
    ['resend_activation_form', clean('email')],
    ['resend_activation_form', form('email')],
    ['resend_activation_complete', {}],
    ['activate', { username: text('karin.lomo') }],
    ...['already-active', 'used', 'expired', 'unknown'].map(
      (state) =>
        [
          'activation_failed',
          { state, username: state === 'unknown' ? null : text('karin.lomo'), expiration_days: 7 },
        ] as const,
    ),
    ['activation_complete', {}],
    ['activation_complete_admin_pending', { username: text('karin.lomo') }],
    ['not_found', {}],
    [
      'error',
      { title: text('Too many requests'), text: text('Wait 3 minutes and send it again.') },
    ],
  ];
}

/** What every page knows. */
export function commonContext(text: (sample: string) => string, isSignedIn: boolean): Context {
  return {
    site: { name: text('Example Shop'), domain: text('shop.example'), scheme: 'https' },
    user: isSignedIn ? { username: text('karin.lomo') } : null,
    csrf_token: text('csrf-token'),
  };
}

function cleanForm(text: (sample: string) => string, names: readonly string[]) {
  const value = (name: string) => (name.includes('password') ? '' : text(name));
  const entries = names.map((name) => [name, { value: value(name), errors: [] }]);
  return { form: Object.fromEntries(entries), errors: [] };
}

function formOf(text: (sample: string) => string, names: readonly string[]) {
  const message = text('This is not what was meant.');
  const clean = cleanForm(text, names);
  const faulty = names.map((name) => [name, { ...clean.form[name], errors: [message, message] }]);
  const errors = [...names, ''].map((field) => ({ field, message }));
  return { form: Object.fromEntries(faulty), errors };
}
