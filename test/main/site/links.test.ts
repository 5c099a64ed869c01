import { describe, expect, it } from 'vitest';

import { checkAccountsPath } from '../../../src/main/site/accounts-path.ts';
import { checkDomain } from '../../../src/main/site/domain.ts';
import {
  activationLink,
  addressWarning,
  askResetLink,
  homeLink,
  linkFault,
  linkWarnings,
  loginLink,
  resetLink,
} from '../../../src/main/site/links.ts';
import { isLoopbackDomain } from '../../../src/shared/loopback-domain.ts';
import { PATHS } from '../../support/site-paths.ts';

const HERE = { builtIn: '127.0.0.1:8000', mailsLeave: false };

describe('a link', () => {
  it('is built from the configured scheme and domain', () => {
    const site = { ...PATHS, scheme: 'https', domain: 'shop.test:8443' } as const;
    expect(activationLink(site, 'abc')).toBe('https://shop.test:8443/accounts/activate/abc/');
  });

  it.each([
    [
      '/accounts/',
      'redux',
      '/accounts/password/reset/confirm/MQ/c-1/',
      '/accounts/password/reset/',
    ],
    ['/accounts/', 'django', '/accounts/reset/MQ/c-1/', '/accounts/password_reset/'],
    ['/en/users/', 'django', '/en/users/reset/MQ/c-1/', '/en/users/password_reset/'],
    ['/', 'redux', '/password/reset/confirm/MQ/c-1/', '/password/reset/'],
  ] as const)('below %s to passwords as %s has them', (accountsPath, passwordPaths, reset, ask) => {
    const site = { scheme: 'https', domain: 'shop.test', accountsPath, passwordPaths } as const;
    expect(resetLink(site, { uid: 'MQ', token: 'c-1' })).toBe(`https://shop.test${reset}`);
    expect(askResetLink(site)).toBe(`https://shop.test${ask}`);
    expect(activationLink(site, 'abc')).toBe(`https://shop.test${accountsPath}activate/abc/`);
    expect(loginLink(site)).toBe(`https://shop.test${accountsPath}login/`);
    expect(homeLink(site)).toBe('https://shop.test/');
  });

  it('below a path that the built-in site does not have comes with the one it has', () => {
    const site = { scheme: 'http', domain: '127.0.0.1:8000', accountsPath: '/users/' } as const;
    const [warning] = linkWarnings(site, HERE);
    expect(warning?.title).toBe(
      'The built-in accounts site has its pages under /accounts/, not /users/.',
    );
    expect(warning?.meant).toEqual({ ...site, accountsPath: '/accounts/' });
  });

  it.each([
    ['https', 'shop.test', []],
    ['http', 'shop.test', ['Links would be http.']],
    ['https', 'example.com', ['Links would go to example.com, which is not yours.']],
    ['http', '127.0.0.1:8000', []],
    ['http', 'localhost:8000', []],
    [
      'http',
      '127.0.0.1:8001',
      ['The built-in accounts site runs at 127.0.0.1:8000, not 127.0.0.1:8001.'],
    ],
    [
      'http',
      '127.0.0.2:8000',
      ['The built-in accounts site runs at 127.0.0.1:8000, not 127.0.0.2:8000.'],
    ],
    ['https', '127.0.0.1:8000', ['The built-in accounts site does not speak https.']],
  ] as const)('with %s and %s is judged', (scheme, domain, titles) => {
    const warnings = linkWarnings({ ...PATHS, scheme, domain }, HERE);
    expect(warnings.map(({ title }) => title)).toEqual(titles);
  });

  it.each([
    ['http', 'shop.test', null],
    ['https', 'example.com', 'Links would go to example.com'],
    ['http', '127.0.0.1:8001', 'runs at 127.0.0.1:8000'],
  ] as const)('with %s and %s is called dead where nobody could open it', (scheme, domain, why) => {
    const fault = linkFault({ ...PATHS, scheme, domain }, HERE);
    if (why === null) expect(fault).toBe(null);
    else expect(fault).toEqual({ why: expect.stringContaining(why), openHere: false });
  });

  it('to this machine is warned about while the accounts site does not run', () => {
    const surroundings = { ...HERE, builtIn: null };
    const [warning] = linkWarnings(
      { ...PATHS, scheme: 'http', domain: '127.0.0.1:8000' },
      surroundings,
    );
    expect(warning?.title).toBe('The built-in accounts site is not running.');
  });

  it.each(['127.0.0.1:8000', 'localhost:8000', 'shop.localhost:8000'])(
    'to %s opens here only once mails leave',
    (domain) => {
      const fault = linkFault({ ...PATHS, scheme: 'http', domain }, { ...HERE, mailsLeave: true });
      const why = expect.stringContaining('Links open on this computer only.');
      expect(fault).toEqual({ why, openHere: true });
    },
  );

  it.each([
    ['https', '127.0.0.1:8000'],
    ['http', '127.0.0.1:8001'],
  ] as const)('with %s and %s opens nowhere, whether mails leave or not', (scheme, domain) => {
    const warnings = linkWarnings({ ...PATHS, scheme, domain }, { ...HERE, mailsLeave: true });
    expect(warnings).toEqual(linkWarnings({ ...PATHS, scheme, domain }, HERE));
  });

  it.each([
    ['http', '127.0.0.1:8001'],
    ['https', '127.0.0.1:8000'],
  ] as const)('with %s and %s comes with what was meant', (scheme, domain) => {
    const [warning] = linkWarnings({ ...PATHS, scheme, domain }, HERE);
    expect(warning?.meant).toEqual({ scheme: 'http', domain: '127.0.0.1:8000' });
  });

  it.each([
    ['https://Shop.test/', { scheme: 'https', domain: 'shop.test' }],
    ['http://127.0.0.1:8000/accounts/', { scheme: 'http', domain: '127.0.0.1:8000' }],
    ['shop.test', null],
    ['ftp://shop.test', null],
    ['https://', null],
    ['http://a!b/', null],
    [`https://${'a'.repeat(95)}.test/`, { scheme: 'https', domain: `${'a'.repeat(95)}.test` }],
    [`https://${'a'.repeat(96)}.test/`, null],
    ['https://eva:secret@shop.test/', { scheme: 'https', domain: 'shop.test' }],
  ])('is meant by the pasted address %s', (text, meant) => {
    expect(addressWarning(text)?.meant ?? null).toEqual(meant);
  });

  it('elsewhere is judged the same whether mails leave or not', () => {
    const site = { ...PATHS, scheme: 'https', domain: 'shop.test' } as const;
    expect(linkWarnings(site, { ...HERE, mailsLeave: true })).toEqual([]);
  });
});

describe('a domain', () => {
  it.each([
    ['shop.test', 'shop.test'],
    [' Shop.Test ', 'shop.test'],
    ['shop.test:8443', 'shop.test:8443'],
    ['127.0.0.1:8000', '127.0.0.1:8000'],
    ['[::1]:8000', '[::1]:8000'],
    ['bücher.test', 'xn--bcher-kva.test'],
  ])('%s is taken as %s', (raw, domain) => {
    expect(checkDomain(raw)).toEqual({ ok: true, domain });
  });

  it.each([
    '',
    'https://shop.test',
    'shop.test/path',
    'a b',
    'x@y',
    'shop.test\r\nX: y',
    'shop.test:99999',
    '\\\\host',
    'a'.repeat(101),
  ])('%j is refused', (raw) => {
    expect(checkDomain(raw).ok).toBe(false);
  });

  it.each([
    ['http://shop.test/x', 'here shop.test'],
    ['http://a!b/', 'such as shop.example'],
    ['http://', 'such as shop.example'],
  ])('in the address %s is named only where it would be taken', (raw, named) => {
    const message = `Enter the domain only, ${named}, without http:// or https://.`;
    expect(checkDomain(raw)).toEqual({ ok: false, message });
  });

  it.each([
    ['LOCALHOST:8000', true],
    ['localhost.', true],
    ['shop.localhost', true],
    ['127.0.0.2:8000', true],
    ['127.1', true],
    ['0.0.0.0:8000', true],
    ['[::1]:8000', true],
    ['[::]:8000', true],
    ['[::ffff:127.0.0.1]:8000', true],
    ['localhost.test', false],
    ['127.test', false],
    ['128.0.0.1', false],
    ['[::2]', false],
    ['[::ffff:192.0.2.1]', false],
  ])('%s is of this machine only: %s', (raw, isHere) => {
    const checked = checkDomain(raw);
    expect(checked.ok && isLoopbackDomain(checked.domain)).toBe(isHere);
  });
});

describe('a path', () => {
  it.each([
    ['/accounts/', '/accounts/'],
    [' accounts ', '/accounts/'],
    ['', '/'],
    ['/', '/'],
    ['/en/users', '/en/users/'],
    ['/konten/../users/', '/users/'],
    ['/учёт/', '/%D1%83%D1%87%D1%91%D1%82/'],
  ])('%s is taken as %s', (raw, path) => {
    expect(checkAccountsPath(raw)).toEqual({ ok: true, path });
  });

  it.each([
    ['https://shop.test/users/', 'Enter the path only, here /users/, without the domain.'],
    ['//evil.test/', 'Enter a path, such as /accounts/ or /en/users/.'],
    ['/accounts/?next=/', 'Enter a path, such as /accounts/ or /en/users/.'],
    ['/accounts/#top', 'Enter a path, such as /accounts/ or /en/users/.'],
    ['/\\evil.test', 'Enter a path, such as /accounts/ or /en/users/.'],
    ['/my accounts/', 'Enter a path, such as /accounts/ or /en/users/.'],
    ['/a\u202Eb/', 'Enter a path, such as /accounts/ or /en/users/.'],
    [`/${'a'.repeat(200)}/`, 'Ensure this value has at most 200 characters.'],
  ])('%s is refused', (raw, message) => {
    expect(checkAccountsPath(raw)).toEqual({ ok: false, message });
  });
});
