import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { capturedMail, openCaptured } from './captured-mails.ts';

test('a subject, a sender or a file name that turns its direction is shown as it came, and turns only itself', async () => {
  const turned = 'a\u202Egpj.exe';
  openCaptured([
    capturedMail(1, {
      subject: turned,
      from: turned,
      attachments: [
        {
          index: 0,
          within: null,
          filename: turned,
          contentType: 'image/png',
          size: 1,
          inline: false,
          showable: true,
        },
      ],
    }),
  ]);
  await screen.findByRole('tab', { name: 'Text' });
  const shown = screen.getAllByText(turned);
  expect(shown.length).toBeGreaterThan(2);
  expect(shown.filter((element) => element.closest('bdi') === null)).toEqual([]);
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
  await named('Links');
  await user.click(screen.getByRole('tab', { name: 'HTML source' }));
  await named('Source of the HTML');
  await user.click(screen.getByRole('tab', { name: /^Headers/ }));
  await named('Headers');
  await user.click(screen.getByRole('tab', { name: 'Talk' }));
  await named('Talk with the server');
});
