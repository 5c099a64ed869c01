import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { capturedMail, openCaptured } from './captured-mails.ts';

test('a subject or a sender that turns its direction is shown as it came, and turns only itself', async () => {
  const turned = 'a\u202Egpj.exe';
  openCaptured([capturedMail(1, { subject: turned, from: turned })]);
  await screen.findByRole('tab', { name: 'Text' });
  const shown = screen.getAllByText(turned);
  expect(shown.length).toBeGreaterThan(2);
  expect(shown.filter((element) => element.closest('bdi') === null)).toEqual([]);
});

test('a name that turns its direction turns no address beside it, and none in it is turned', async () => {
  const name = 'Ada \u202Eada';
  const turned = 'a\u202Eb@people.example';
  openCaptured([
    capturedMail(1, {
      from: `${name} <ada@shop.example>`,
      to: `${name} <ada@people.example>, ${turned}`,
      toAddresses: [{ name, address: 'ada@people.example' }],
      ccAddresses: [{ name: '', address: turned }],
    }),
  ]);
  const head = await screen.findByText(/^From/);
  expect(head.textContent).toBe(`From ${name} <ada@shop.example> to ${name} <ada@people.example>`);
  for (const address of ['<ada@shop.example>', '<ada@people.example>']) {
    const shown = screen.getAllByText(address);
    expect(shown.filter((element) => element.tagName !== 'BDI')).toEqual([]);
  }
  const marks = [...document.querySelectorAll('bdi bdi[data-name="[U+202E]"]')];
  expect(marks.map((mark) => mark.parentElement?.textContent)).toEqual([`, ${turned}`, turned]);
});

test('a name that turns its direction, and could be the start of many addresses, is shown at once', async () => {
  const name = `\u202Ea <${'@'.repeat(200_000)}`;
  openCaptured([capturedMail(1, { toAddresses: [{ name, address: 'ada@people.example' }] })]);
  const head = await screen.findByText(/^From/);
  expect(head.textContent).toContain(`"${name}" <ada@people.example>`);
});

test('what turns the direction of a file’s name is named in its place, and the file keeps its name', async () => {
  const filename = 'a\u202Egpj.exe';
  const file = { filename, contentType: 'image/png', size: 1, inline: false, showable: true };
  const { user } = openCaptured([
    capturedMail(1, {
      attachments: [
        { ...file, index: 0, within: null },
        { ...file, index: 1, within: 0 },
      ],
    }),
  ]);
  const [link] = await screen.findAllByRole('link', { name: filename });
  expect(link?.getAttribute('download')).toBe(filename);
  expect(link?.querySelector('bdi bdi[data-name="[U+202E]"]')?.textContent).toBe('\u202E');
  expect(screen.getByRole('list', { name: 'In a[U+202E]gpj.exe' })).toBeDefined();
  const [look] = screen.getAllByRole('button', { name: 'Look at a[U+202E]gpj.exe' });
  await user.click(look ?? document.body);
  const dialog = await screen.findByRole('dialog', { name: filename });
  expect(dialog.querySelector('bdi bdi[data-name="[U+202E]"]')).not.toBeNull();
  expect(screen.getByAltText('Attachment a[U+202E]gpj.exe')).toBeDefined();
});

test('in the source, the headers and the talk, what turns a direction is named in its place', async () => {
  const turned = 'a\u202Egpj.exe';
  const { user } = openCaptured([
    capturedMail(1, {
      htmlSource: turned,
      headers: [{ name: 'X-File', value: turned }],
      talk: `S: ${turned}`,
      links: [{ href: `https://e.example/${turned}`, text: 'a file' }],
    }),
  ]);
  const named = async (region: string) => {
    const place = await screen.findByRole('region', { name: region });
    const marks = [...place.querySelectorAll('bdi[data-name]')];
    expect(place.textContent).toContain(turned);
    expect(marks.map((mark) => [mark.getAttribute('data-name'), mark.textContent])).toEqual([
      ['[U+202E]', '\u202E'],
    ]);
  };
  await user.click(await screen.findByRole('button', { name: '1 link' }));
  await named('Links');
  await user.click(screen.getByRole('tab', { name: 'HTML source' }));
  await named('Source of the HTML');
  await user.click(screen.getByRole('tab', { name: /^Headers/ }));
  await named('Headers');
  await user.click(screen.getByRole('tab', { name: 'Talk' }));
  await named('Talk with the server');
});

test('each line of a text has its own direction, unless one is so long that finding it takes seconds', async () => {
  const { user } = openCaptured([
    capturedMail(2, { text: `${'.'.repeat(99_999)}\n`.repeat(2), textLinks: [] }),
    capturedMail(1, { text: '.'.repeat(100_000), textLinks: [] }),
  ]);
  await user.click(await screen.findByRole('tab', { name: 'Text' }));
  const isLong = async () =>
    (await screen.findByText(/^\.{99999}/)).getAttribute('data-long') === 'true';
  expect(await isLong()).toBe(false);
  await user.keyboard('j');
  await waitFor(async () => expect(await isLong()).toBe(true));
});
