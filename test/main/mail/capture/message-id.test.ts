import { expect, it } from 'vitest';

import { parseMail } from '../../../../src/main/mail/capture/parse.ts';

it.each(['<a@b.example> (added)', '< a@b.example >', 'a@b.example', '<a@b.example'])(
  'a mail is known by its Message-ID, written %s',
  async (id) => {
    const raw = Buffer.from(`Message-ID: ${id}\r\n\r\nx`);
    expect((await parseMail(raw)).messageId).toBe('a@b.example');
  },
);
