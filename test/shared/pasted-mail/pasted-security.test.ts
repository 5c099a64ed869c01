import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  isAnythingPasted,
  readPastedMail,
} from '../../../src/shared/pasted-mail/read-pasted-mail.ts';
import { leastWorkOf } from '../../support/work-of.ts';

function read(...lines: readonly string[]) {
  const { server, notes } = readPastedMail(['EMAIL_HOST = "smtp.web.de"', ...lines].join('\n'));
  return { port: server.port, security: server.security, notes };
}

describe('the encryption of pasted mail settings', () => {
  it.each([
    ['EMAIL_USE_TLS = True', 'starttls', 587],
    ['EMAIL_USE_SSL = True', 'tls', 465],
    ['MAIL_ENCRYPTION=tls', 'starttls', 587],
    ['MAIL_ENCRYPTION=ssl', 'tls', 465],
    ['Encryption: SSL/TLS', 'tls', 465],
    ['SMTP_SECURITY=force_tls', 'tls', 465],
  ])('%s has its usual port, which is said', (line, security, port) => {
    const notes = ['There is no port in it. The usual one is chosen.'];
    expect(read(line)).toEqual({ security, port, notes });
  });

  it.each([
    ['EMAIL_PORT = 465', 'MAIL_ENCRYPTION=tls', 'tls'],
    ['EMAIL_PORT = 587', 'SMTP_TLS=true', 'starttls'],
    ['EMAIL_PORT = 2525', 'EMAIL_USE_TLS = True', 'starttls'],
    ['EMAIL_PORT = 465', '', 'tls'],
  ])('with %s and %s is %s', (port, line, security) => {
    expect(read(port, line)).toMatchObject({ security, notes: [] });
  });

  it.each([
    ['EMAIL_USE_TLS = True', 465, 'starttls', /^Port 465 speaks TLS from the start/],
    ['EMAIL_USE_SSL = True', 587, 'tls', /^Port 587 speaks STARTTLS/],
  ])('is taken as it stands with a port that does not fit: %s', (line, port, security, words) => {
    const found = read(line, `EMAIL_PORT = ${port}`);
    expect(found).toMatchObject({ security, port });
    expect(found.notes).toEqual([expect.stringMatching(words)]);
  });

  it('follows the port where Django would refuse both', () => {
    const both = ['EMAIL_USE_TLS = True', 'EMAIL_USE_SSL = True'];
    expect(read(...both, 'EMAIL_PORT = 465').security).toBe('tls');
    expect(read(...both, 'EMAIL_PORT = 587').security).toBe('starttls');
    expect(read(...both, 'EMAIL_PORT = 587').notes).toEqual([
      expect.stringMatching(/which Django refuses/),
    ]);
  });

  it('is never left out for a server elsewhere, and is for one on this computer', () => {
    const found = read('EMAIL_PORT = 25', 'EMAIL_USE_TLS = False');
    expect(found.security).toBe('starttls');
    expect(found.notes).toEqual([expect.stringMatching(/^No encryption is asked for/)]);
    expect(readPastedMail('EMAIL_HOST=localhost\nEMAIL_PORT=1025').server).toEqual({
      host: 'localhost',
      port: 1025,
      security: 'none',
      auth: 'none',
    });
  });

  it('changes nothing that the text does not speak of', () => {
    expect(readPastedMail('EMAIL_HOST_USER = "anna"').server).toEqual({
      user: 'anna',
      auth: 'auto',
    });
    expect(readPastedMail('EMAIL_USE_TLS = False').server).toEqual({});
    const unknown = readPastedMail('EMAIL_HOST = "smtp.web.de"\nEMAIL_PORT = env("P")');
    expect(unknown.server).not.toHaveProperty('port');
  });
});

describe('any text', () => {
  it.each([
    '',
    ' \n',
    'hello world',
    'Dear all,\nthe mail is broken: please help',
    '((((',
    '{"a": [1,',
  ])('without settings has none: %j', (text) => {
    expect(isAnythingPasted(readPastedMail(text))).toBe(false);
  });

  it('is read to its end, and tells nobody’s secret in a sentence', () => {
    const parts =
      'EMAIL_HOST host pass SMTP_PASSWORD auth = : => { } ( ) [ ] " \' ` , ; # // /* \\ ${ 587 smtp:// @ S3CRET True env( int( [mail] - 🙂';
    const part = fc.constantFrom(...parts.split(' '), ' ', '  ', '\n', '\u202e');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
        expect(readPastedMail(parts.join('')).notes.join()).not.toContain('S3CRET');
      }),
    );
  });

  it('takes a time that grows with its length alone', () => {
    const deep = ['a = (', '{', '"', 'a: (x\n', 'word word word word ', 'a-', '/*'].map((each) =>
      each.repeat(5_000),
    );
    for (const text of deep) expect(isAnythingPasted(readPastedMail(text))).toBe(false);
  });

  it('with many blanks in a value is read as soon', () => {
    const text = `{ port: int(${' '.repeat(3_000)}x${' '.repeat(900)}y) }`;
    expect(isAnythingPasted(readPastedMail(text))).toBe(false);
  });

  it('takes no longer where all of it is one line', async () => {
    const text = (count: number) => `{${'"a": 1, '.repeat(count)}}`;
    // Eight times as long; it was over thirty times the time once.
    const reading = (count: number) => {
      const given = text(count);
      return leastWorkOf(() => readPastedMail(given));
    };
    expect(await reading(32_000)).toBeLessThan(20 * (await reading(4_000)));
  });
});
