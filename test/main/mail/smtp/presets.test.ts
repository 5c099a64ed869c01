import { expect, it } from 'vitest';

import { hintFor, mailPresets } from '../../../../src/main/mail/smtp/presets.ts';

it('knows the large providers, and none of them in clear', () => {
  const presets = mailPresets();
  expect(presets.length).toBeGreaterThan(80);
  expect(presets.every(({ host, port }) => host !== '' && Number.isInteger(port))).toBe(true);
  expect(presets.every(({ security }) => security === 'tls' || security === 'starttls')).toBe(true);
  expect(presets.find(({ id }) => id === 'Gmail')).toMatchObject({
    host: 'smtp.gmail.com',
    port: 465,
    security: 'tls',
    tokenUrl: 'https://oauth2.googleapis.com/token',
    aliases: ['Gmail', 'Google Mail', 'gmail.com', 'googlemail.com'],
  });
});

it('knows what people trip over', () => {
  expect(hintFor('SMTP.gmail.com')).toContain('app password');
  expect(hintFor('mail.shop.example')).toBe('');
});
