import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { CallError } from '../../../src/renderer/query/call-error.ts';
import { madeUpSite } from '../support/made-up-site.ts';
import { capturedMail, LINK, openCaptured } from './captured-mails.ts';

const subject = () => screen.findByRole('heading', { level: 2 });

test('the newest mail is shown in a frame that may do nothing, and is read once somebody goes to it', async () => {
  const { user, bridge } = openCaptured([capturedMail(2), capturedMail(1)]);
  const frame = await screen.findByTitle('The mail as its reader sees it');
  expect(frame.getAttribute('sandbox')).toBe('');
  expect(frame.getAttribute('src')).toBe('/preview/abc');
  expect(screen.getByText(/2 pictures from elsewhere not loaded/)).toBeDefined();
  await user.type(screen.getByLabelText('Search captured mail'), 'acc');
  await waitFor(() => expect(bridge.inputsOf('captured.list').at(-1)?.search).toBe('acc'));
  await subject();
  expect(bridge.inputsOf('captured.markRead')).toEqual([]);
  await user.click(within(screen.getByRole('grid')).getByText('Account activation 2'));
  await waitFor(() =>
    expect(bridge.inputsOf('captured.markRead')).toEqual([{ ids: [2], read: true }]),
  );
});

test('pictures from elsewhere are loaded for one mail, by a press, and not for the next', async () => {
  const { user, bridge } = openCaptured([capturedMail(2), capturedMail(1)]);
  await user.click(await screen.findByRole('button', { name: 'Load' }));
  expect(await screen.findByText(/t1.example has no address/)).toBeDefined();
  const frame = screen.getByTitle('The mail as its reader sees it');
  expect(frame.getAttribute('src')).toBe('/preview/with');
  screen.getByRole('grid').focus();
  await user.keyboard('n');
  await waitFor(async () => expect((await subject()).textContent).toBe('Account activation 1'));
  expect(await screen.findByRole('button', { name: 'Load' })).toBeDefined();
  expect(bridge.inputsOf('captured.preview')).toEqual([
    { id: 2, remoteImages: false },
    { id: 2, remoteImages: true },
    { id: 1, remoteImages: false },
  ]);
});

test('a link opens once, after a dialog that shows where it really leads', async () => {
  const opened = vi.spyOn(window, 'open').mockReturnValue(null);
  const href = 'https://evil.example/login';
  const html = [{ href, text: 'https://bank.example/login' }];
  const { user } = openCaptured([capturedMail(1, { links: html })]);
  const links = await screen.findByRole('region', { name: 'Links' });
  await user.click(within(links).getByRole('button', { name: '1 link' }));
  const link = within(links).getByRole('link', { name: href });
  expect(link.getAttribute('rel')).toBe('noopener noreferrer');
  await user.click(link);
  expect(opened).not.toHaveBeenCalled();
  const dialog = await screen.findByRole('alertdialog');
  expect(dialog.textContent).toContain('It leads to evil.example. The mail shows bank.example');
  await user.click(within(dialog).getByRole('button', { name: 'Open' }));
  expect(opened.mock.calls).toEqual([[href, '_blank', 'noopener,noreferrer']]);
  opened.mockRestore();
});

test('a link in the text leads where it says', async () => {
  const { user } = openCaptured([capturedMail(1)]);
  await user.click(await screen.findByRole('tab', { name: 'Text' }));
  expect(screen.getByRole('link', { name: LINK }).getAttribute('href')).toBe(LINK);
});

test('the frame is as wide and as dark as chosen, from mail to mail', async () => {
  const { user } = openCaptured([capturedMail(2), capturedMail(1)]);
  await user.click(await screen.findByRole('button', { name: /^Phone/ }));
  await user.click(screen.getByRole('button', { name: 'Dark' }));
  screen.getByRole('grid').focus();
  await user.keyboard('n');
  await waitFor(async () => expect((await subject()).textContent).toBe('Account activation 1'));
  const frame = await screen.findByTitle('The mail as its reader sees it');
  expect(frame.dataset).toMatchObject({ width: 'phone', scheme: 'dark' });
  expect(frame.getAttribute('sandbox')).toBe('');
});

test('a view that the next mail does not have gives way to its text', async () => {
  const { user } = openCaptured([
    capturedMail(2, { talk: 'C: EHLO site' }),
    capturedMail(1, { hasHtml: false, htmlSource: null }),
  ]);
  await user.click(await screen.findByRole('tab', { name: 'Talk' }));
  expect(screen.getByText('C: EHLO site')).toBeDefined();
  screen.getByRole('grid').focus();
  await user.keyboard('n');
  expect(await screen.findByRole('tab', { name: 'Text', selected: true })).toBeDefined();
  expect(screen.queryByRole('tab', { name: 'HTML source' })).toBeNull();
});

test('attachments are saved under safe names; only pictures of pixels can be looked at', async () => {
  const file = { size: 10, inline: false, within: null };
  const { user } = openCaptured([
    capturedMail(1, {
      attachments: [
        { ...file, index: 0, filename: 'a.png', contentType: 'image/png', showable: true },
        { ...file, index: 1, filename: 'b.svg', contentType: 'image/svg+xml', showable: false },
      ],
    }),
  ]);
  const link = await screen.findByRole('link', { name: 'b.svg' });
  await waitFor(() => expect(link.getAttribute('href')).toBe('/file/key1/1'));
  expect(link.getAttribute('download')).toBe('b.svg');
  expect(screen.queryByRole('button', { name: 'Look at b.svg' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Look at a.png' }));
  expect(screen.getByRole('img').getAttribute('src')).toBe('/file/key1/0');
});

test('what is packed in a file is listed under it, and saved by itself', async () => {
  const file = { size: 10, inline: false, showable: false };
  openCaptured([
    capturedMail(1, {
      attachments: [
        { ...file, index: 0, within: null, filename: 'winmail.dat', contentType: 'a/b' },
        { ...file, index: 1, within: null, filename: 'c.pdf', contentType: 'a/b' },
        { ...file, index: 2, within: 0, filename: 'report.txt', contentType: 'a/b' },
      ],
    }),
  ]);
  const packed = within(await screen.findByRole('list', { name: 'In winmail.dat' }));
  const link = await packed.findByRole('link', { name: 'report.txt' });
  expect(link.getAttribute('href')).toBe('/file/key1/2');
  expect(packed.getAllByRole('link')).toHaveLength(1);
});

test('tags that are typed are asked about before their dialog is closed', async () => {
  const { user } = openCaptured([capturedMail(1)]);
  await subject();
  screen.getByRole('grid').focus();
  await user.keyboard('t');
  await user.type(await screen.findByLabelText('New tags'), 'later{Escape}');
  await user.click(await screen.findByRole('button', { name: 'Stay' }));
  expect(screen.getByLabelText('New tags')).toHaveProperty('value', 'later');
});

test('keys act on everything that is selected', async () => {
  const { user, bridge } = openCaptured([capturedMail(3), capturedMail(2), capturedMail(1)]);
  await subject();
  screen.getByRole('grid').focus();
  await user.keyboard('{Control>}a{/Control}');
  expect(await screen.findByText('3 selected')).toBeDefined();
  await user.keyboard('s');
  expect(bridge.inputsOf('captured.star')).toEqual([{ ids: [3, 2, 1], starred: true }]);
  await user.keyboard('t');
  await user.type(await screen.findByLabelText('New tags'), 'later, b');
  await user.click(await screen.findByRole('checkbox', { name: 'QA' }));
  await user.click(screen.getByRole('button', { name: 'Save tags' }));
  await waitFor(() =>
    expect(bridge.inputsOf('captured.tag')).toEqual([
      { ids: [3, 2, 1], add: ['QA', 'later', 'b'], remove: [] },
    ]),
  );
  screen.getByRole('grid').focus();
  await user.keyboard('{Delete}');
  expect(await screen.findByText('No mail yet.')).toBeDefined();
});

test('what is wrong in a search stands beside the field', async () => {
  const { user } = openCaptured([capturedMail(1)]);
  await user.type(await screen.findByLabelText('Search captured mail'), 'before:x');
  expect(await screen.findByText('Left out.')).toBeDefined();
  expect(screen.getByLabelText('Search captured mail').getAttribute('aria-invalid')).toBe('true');
});

test('a condition is added to the search from a menu', async () => {
  const { user, bridge } = openCaptured([capturedMail(1)]);
  await user.click(await screen.findByRole('button', { name: 'Add a condition to the search' }));
  await user.click(await screen.findByRole('menuitem', { name: /Has an attachment/ }));
  await waitFor(() =>
    expect(bridge.inputsOf('captured.list').at(-1)?.search).toBe('has:attachment'),
  );
});

test('all are marked as read up to the newest that was seen, and unread again', async () => {
  const { user, bridge } = openCaptured([capturedMail(3), capturedMail(2), capturedMail(1)]);
  await subject();
  await user.click(screen.getByRole('button', { name: 'Mark all read' }));
  expect(bridge.inputsOf('captured.markAllRead')).toEqual([{ search: '', upTo: 3 }]);
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(bridge.inputsOf('captured.markRead').at(-1)).toEqual({ ids: [3, 2, 1], read: false });
});

test('a file is imported whole', async () => {
  const { user, bridge } = openCaptured([capturedMail(1)]);
  const file = new File(['Subject: x\r\n\r\nhi'], 'x.eml');
  await user.upload(await screen.findByLabelText('Mails to import'), file);
  expect(await screen.findByText('1 mail imported.')).toBeDefined();
  expect(bridge.inputsOf('captured.import')).toEqual([{ content: btoa('Subject: x\r\n\r\nhi') }]);
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(bridge.inputsOf('captured.delete')).toEqual([{ ids: [7] }]));
});

test('of several files, those that are no mails are named, and mails that are there already told', async () => {
  const { user } = openCaptured([capturedMail(1)], {
    'captured.import': ({ content }) => {
      if (atob(content) === 'old') return { ids: [], hidden: 0, alreadyThere: 1 };
      if (atob(content) === 'mail') return { ids: [7], hidden: 0, alreadyThere: 0 };
      throw new CallError({ code: 'invalid-input', message: 'This file is no mail.' });
    },
  });
  const files = ['mail', 'old', 'import x', 'PNG'].map((words, place) => {
    return new File([words], `${place}.eml`);
  });
  await user.upload(await screen.findByLabelText('Mails to import'), files);
  expect(await screen.findByText('1 mail imported.')).toBeDefined();
  expect(screen.getByText('1 mail is here already and was left out.')).toBeDefined();
  expect(
    screen.getAllByText('2 files are no mails: \u20682.eml\u2069, \u20683.eml\u2069.'),
  ).not.toEqual([]);
});

test('markup in a subject or a text is shown as text', async () => {
  const hostile = '<img src=x onerror=alert(1)>';
  const { user } = openCaptured([capturedMail(1, { subject: hostile, text: hostile, links: [] })]);
  await user.click(await screen.findByRole('tab', { name: 'Text' }));
  expect(screen.getAllByText(hostile).length).toBeGreaterThan(1);
  expect(document.querySelector('img')).toBeNull();
});

test('a deleted mail comes back', async () => {
  const { user, bridge } = openCaptured([capturedMail(2), capturedMail(1)]);
  await user.click(await screen.findByRole('button', { name: 'Delete the mail' }));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(bridge.inputsOf('captured.delete')).toEqual([{ ids: [2] }]);
  expect(bridge.inputsOf('captured.restore')).toEqual([{ ids: [2] }]);
});

test('a mail that comes leaves open what is being read, and what the keys act on', async () => {
  const { user, bridge, arrive } = openCaptured([capturedMail(2), capturedMail(1)]);
  expect((await subject()).textContent).toBe('Account activation 2');
  arrive(capturedMail(3));
  await screen.findByText('Account activation 3');
  expect((await subject()).textContent).toBe('Account activation 2');
  screen.getByRole('grid').focus();
  await user.keyboard('{Delete}');
  expect(bridge.inputsOf('captured.delete')).toEqual([{ ids: [2] }]);
});

test('the cursor goes on from the mail that is read when another has come', async () => {
  const { user, arrive } = openCaptured([capturedMail(2), capturedMail(1)]);
  await subject();
  arrive(capturedMail(3));
  await screen.findByText('Account activation 3');
  screen.getByRole('grid').focus();
  await user.keyboard('j');
  await waitFor(async () => expect((await subject()).textContent).toBe('Account activation 1'));
});

test('the next mail is shown after one was deleted', async () => {
  const { user } = openCaptured([capturedMail(3), capturedMail(2), capturedMail(1)]);
  (await screen.findByRole('grid')).focus();
  await user.keyboard('j{Delete}');
  await waitFor(async () => expect((await subject()).textContent).toBe('Account activation 1'));
});

test('reading an unread mail does not read the next one', async () => {
  const { user, bridge } = openCaptured([capturedMail(3), capturedMail(2), capturedMail(1)]);
  await subject();
  await user.click(await screen.findByRole('button', { name: /^Unread/ }));
  const inList = (text: string) => within(screen.getByRole('grid')).queryByText(text);
  await user.click(within(screen.getByRole('grid')).getByText('Account activation 3'));
  await waitFor(() => expect(inList('Account activation 3')).toBeNull());
  expect((await subject()).textContent).toBe('Account activation 3');
  await user.keyboard('u');
  await waitFor(() =>
    expect(bridge.inputsOf('captured.markRead')).toEqual([
      { ids: [3], read: true },
      { ids: [3], read: false },
    ]),
  );
  expect(screen.getByText('Account activation 1')).toBeDefined();
});

test('without mails the screen says what will appear', async () => {
  openCaptured([]);
  expect(await screen.findByText('No mail yet.')).toBeDefined();
  expect(screen.getByRole('button', { name: 'Make a test sign-up' })).toBeDefined();
});

test('nothing is marked or changed while the database can only be read, and nobody is told so in red', async () => {
  const { user, bridge } = openCaptured([capturedMail(2), capturedMail(1)], {
    'application.status': () => ({
      ...madeUpSite({})['application.status'](),
      readOnly: 'Made by a newer version.',
    }),
  });
  await subject();
  await user.click(within(screen.getByRole('grid')).getByText('Account activation 2'));
  const star = await screen.findByRole('button', { name: 'Star the mail' });
  await waitFor(() => expect(star.getAttribute('aria-disabled')).toBe('true'));
  await user.click(star);
  screen.getByRole('grid').focus();
  await user.keyboard('{Delete}n');
  await waitFor(async () => expect((await subject()).textContent).toBe('Account activation 1'));
  const writes = ['captured.markRead', 'captured.star', 'captured.delete'] as const;
  expect(writes.flatMap((name) => bridge.inputsOf(name))).toEqual([]);
});
