import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';

import type { OutputOf } from '../../../src/shared/contract/index.ts';
import type { InvitationRow } from '../../../src/shared/contract/invitations.ts';
import { invalidFields, RefusedError } from '../../../src/shared/errors.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { savedAs, SETTINGS } from './stored-settings.ts';

function open(section: string, answers: Answers = {}) {
  return renderApp(`/settings/${section}`, {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'settings.linkPreview': () => ({ link: null, resetLink: null, warnings: [], known: false }),
    'settings.domainEffect': () => ({ looked: 500, stopped: 14, domains: ['evil.test'] }),
    'invitations.list': () => ({ rows: [] }),
    ...answers,
  });
}

function invitation(row: Partial<InvitationRow>): InvitationRow {
  return {
    id: 1,
    label: 'Readers',
    createdAt: '2026-03-01T12:00:00.000Z',
    createdBy: 'eva',
    expiresAt: '2026-03-08T12:00:00.000Z',
    maxUses: 10,
    uses: 2,
    state: 'open',
    link: 'https://shop.test/accounts/register/?invitation=1-abc',
    ...row,
  };
}

describe('registration', () => {
  test('shows what belongs to the chosen policy alone, and saves lists line by line', async () => {
    const { user, bridge } = open('registration', {
      'settings.saveRegistration': savedAs(7),
    });
    await user.click(await screen.findByRole('radio', { name: 'By approval' }));
    await user.type(
      screen.getByLabelText('Tell of sign-ups to approve'),
      'a@shop.test{Enter}b@shop.test',
    );
    expect(screen.queryByLabelText('What the closed page says')).toBe(null);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(bridge.inputsOf('settings.saveRegistration')).toMatchObject([
        { policy: 'approval', approvers: ['a@shop.test', 'b@shop.test'], activationDays: 7 },
      ]),
    );
  });

  test('says how many a rule would have stopped, before it is saved', async () => {
    const { user } = open('registration');
    await user.type(await screen.findByLabelText('Denied mail domains'), 'evil.test');
    expect(
      await screen.findByText(/These rules would have stopped 14 of the last 500\./),
    ).toBeDefined();
  });

  test('names the line that is wrong and keeps what was typed', async () => {
    const { user } = open('registration', {
      'settings.saveRegistration': () => {
        throw invalidFields({ 'deniedDomains.1': ['Enter a domain, such as shop.example.'] });
      },
    });
    const field = await screen.findByLabelText('Denied mail domains');
    await user.type(field, 'evil.test{Enter}no domain');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(
      await screen.findByText(/^Line 2, .*no domain.*: Enter a domain, such as shop\.example\.$/),
    ).toBeDefined();
    expect((field as HTMLTextAreaElement).value).toBe('evil.test\nno domain');
    await user.type(field, '.test');
    expect(screen.queryByText(/^Line 2/)).toBe(null);
  });
});

describe('invitations', () => {
  test('are listed with their uses, and revoked', async () => {
    const { user, bridge } = open('invitations', {
      'invitations.list': () => ({
        rows: [
          invitation({}),
          invitation({ id: 2, label: 'Old', uses: 10, state: 'used-up', link: null }),
        ],
      }),
      'invitations.revoke': () => ({ operationId: 9, done: 1, skipped: [], mailsQueued: 0 }),
    });
    const rows = await screen.findAllByRole('row');
    expect(rows.some((row) => /Readers.*Open.*2 of 10/.test(row.textContent))).toBe(true);
    expect(rows.some((row) => /Old.*Used up.*10 of 10/.test(row.textContent))).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Revoke Readers' }));
    await waitFor(() => expect(bridge.inputsOf('invitations.revoke')).toEqual([{ ids: [1] }]));
    expect(await screen.findByText(/revoked\./)).toBeDefined();
  });

  test('are named in labels without turning them', async () => {
    open('invitations', {
      'invitations.list': () => ({ rows: [invitation({ label: 'a\u202Eb' })] }),
    });
    expect(await screen.findByRole('button', { name: 'Revoke a[U+202E]b' })).toBeDefined();
    expect(screen.getByRole('button', { name: 'Copy the link for a[U+202E]b' })).toBeDefined();
  });

  test('are made in a dialog that then shows the link', async () => {
    const { user, bridge } = open('invitations', {
      'invitations.create': () => ({
        operationId: 9,
        done: 1,
        skipped: [],
        mailsQueued: 0,
        link: 'https://shop.test/accounts/register/?invitation=1-abc',
      }),
    });
    await user.click(await screen.findByRole('button', { name: /^New invitation/ }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText('For'), 'Readers{Enter}');
    expect(
      await screen.findByText('https://shop.test/accounts/register/?invitation=1-abc'),
    ).toBeDefined();
    const copy = screen.getByRole('button', { name: 'Copy the link' });
    await waitFor(() => expect(document.activeElement).toBe(copy));
    expect(bridge.inputsOf('invitations.create')).toEqual([
      { label: 'Readers', days: 14, maxUses: 1 },
    ]);
  });

  test('are handed over only when no other one is being written', async () => {
    const link = 'https://shop.test/accounts/register/?invitation=1-abc';
    const made = Promise.withResolvers<OutputOf<'invitations.create'>>();
    const { user, bridge } = open('invitations', { 'invitations.create': () => made.promise });
    const label = () => screen.findByLabelText<HTMLInputElement>('For');
    await user.click(await screen.findByRole('button', { name: /^New invitation/ }));
    await user.type(await label(), 'Readers{Enter}');
    await waitFor(() => expect(bridge.inputsOf('invitations.create')).toHaveLength(1));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.click(screen.getByRole('button', { name: /^New invitation/ }));
    await user.type(await label(), 'Writers');
    await act(async () =>
      made.resolve({ operationId: 9, done: 1, skipped: [], mailsQueued: 0, link }),
    );
    expect((await label()).value).toBe('Writers');
    await user.keyboard('{Escape}');
    await user.click(await screen.findByRole('button', { name: 'Discard' }));
    expect(await screen.findByText(link)).toBeDefined();
  });

  test('say when another policy makes them useless', async () => {
    open('invitations');
    expect(await screen.findByText('Registration is not by invitation now.')).toBeDefined();
    expect(screen.getByText(/everybody may register, with or without a link/)).toBeDefined();
  });
});

describe('drafts', () => {
  test('outlive their page, and the index says where something is unsaved', async () => {
    const { user } = open('registration');
    await user.type(await screen.findByLabelText('Terms of service'), '/terms/');
    const index = screen.getByRole('navigation', { name: 'Settings' });
    expect(await within(index).findByText('unsaved')).toBeDefined();
    await user.click(within(index).getByRole('link', { name: 'Console' }));
    await screen.findByRole('heading', { name: 'Console', level: 2 });
    await user.click(within(index).getByRole('link', { name: /Registration/ }));
    const field = await screen.findByLabelText(/^Terms of service/);
    expect((field as HTMLInputElement).value).toBe('/terms/');
    await user.click(screen.getByRole('button', { name: 'Discard changes' }));
    expect((field as HTMLInputElement).value).toBe('');
    expect(within(index).queryByText('unsaved')).toBe(null);
  });

  test('outlive other screens too when they are kept, and the sidebar marks them', async () => {
    const { user } = open('site');
    await user.type(await screen.findByLabelText('Domain'), '.uk');
    await user.click(screen.getByRole('link', { name: /^Users/ }));
    await user.click(await screen.findByRole('button', { name: 'Keep for later' }));
    await screen.findByRole('heading', { name: /^Users/, level: 1 });
    await user.click(screen.getByRole('link', { name: 'Settings unsaved' }));
    expect((await screen.findByLabelText<HTMLInputElement>(/^Domain/)).value).toBe('shop.test.uk');
  });
});

describe('sign-in', () => {
  test('warns of passwords that NIST calls short', async () => {
    const { user } = open('sign-in');
    const field = await screen.findByLabelText('Shortest password');
    await user.clear(field);
    await user.type(field, '8');
    expect(await screen.findByText(/NIST asks for 15/)).toBeDefined();
  });

  test('replaces the signing key after a word on what ends by it', async () => {
    const { user, bridge } = open('sign-in', {
      'settings.saveSigningKey': () => ({ operationId: 7 }),
    });
    await user.click(await screen.findByRole('button', { name: 'Use a SECRET_KEY…' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/every sign-in at the accounts site ends/)).toBeDefined();
    await user.type(within(dialog).getByLabelText('SECRET_KEY'), 'k9x');
    await user.click(within(dialog).getByRole('button', { name: 'Use this key' }));
    await waitFor(() =>
      expect(bridge.inputsOf('settings.saveSigningKey')).toEqual([{ change: 'set', key: 'k9x' }]),
    );
  });

  test.each([
    ['Use a SECRET_KEY…', 'Use this key'],
    ['Make a new key…', 'Make a new key'],
  ])(
    'a signing key that is refused after its dialog was closed says so: %s',
    async (opener, act) => {
      const { promise, reject } = Promise.withResolvers<never>();
      const { user } = open('sign-in', { 'settings.saveSigningKey': () => promise });
      await user.click(await screen.findByRole('button', { name: opener }));
      await user.click(await screen.findByRole('button', { name: act }));
      await user.keyboard('{Escape}');
      await waitFor(() => expect(screen.queryByRole('button', { name: act })).toBeNull());
      reject(new RefusedError({ code: 'busy', message: 'The database is busy.' }));
      expect(await screen.findAllByText('The database is busy.')).not.toEqual([]);
    },
  );

  test.each([
    ['Use a SECRET_KEY…', 'Use this key', 'Make a new key…'],
    ['Make a new key…', 'Make a new key', 'Use a SECRET_KEY…'],
    ['Make a new key…', 'Make a new key', 'Make a new key…'],
  ])(
    'a signing key that is saved late closes no dialog that was opened since: %s, %s, %s',
    async (opener, act, other) => {
      const { promise, resolve } = Promise.withResolvers<{ operationId: number }>();
      const { user } = open('sign-in', { 'settings.saveSigningKey': () => promise });
      await user.click(await screen.findByRole('button', { name: opener }));
      await user.click(await screen.findByRole('button', { name: act }));
      await user.keyboard('{Escape}');
      await waitFor(() => expect(screen.queryByRole('button', { name: act })).toBeNull());
      await user.click(screen.getByRole('button', { name: other }));
      await screen.findByRole('button', { name: 'Cancel' });
      resolve({ operationId: 7 });
      await screen.findByText(/signing key is saved/);
      expect(screen.getByRole('button', { name: 'Cancel' })).toBeDefined();
    },
  );
});

describe('network', () => {
  test('shows samples with the site’s own values, and asks before strangers are let in', async () => {
    const { user, bridge } = open('network', {
      'settings.saveNetwork': savedAs(7),
    });
    await user.click(await screen.findByRole('radio', { name: /reverse proxy/ }));
    expect(screen.getByRole('figure', { name: 'nginx' }).textContent).toContain(
      'server_name shop.test;',
    );
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(bridge.inputsOf('settings.saveNetwork')).toEqual([]);
    await user.click(await screen.findByRole('button', { name: 'Open it through the proxy' }));
    await waitFor(() =>
      expect(bridge.inputsOf('settings.saveNetwork')).toMatchObject([
        { exposure: 'proxy', trustedProxies: ['127.0.0.1', '::1'] },
      ]),
    );
  });

  test('says that the domain and https come first', async () => {
    const { user } = open('network', {
      'settings.get': () => ({
        ...SETTINGS,
        site: { ...SETTINGS.site, domain: '127.0.0.1:8000', scheme: 'http' },
      }),
    });
    await user.click(await screen.findByRole('radio', { name: /reverse proxy/ }));
    expect(await screen.findByText('Set the domain and https first.')).toBeDefined();
  });
});
