import tls from 'node:tls';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openSmtp } from '../../../../src/main/mail/smtp/connection.ts';
import { explainSmtpError } from '../../../../src/main/mail/smtp/explain.ts';
import type { TranscriptLine } from '../../../../src/main/mail/smtp/transcript.ts';
import { selfSignedCertificate } from '../../../support/self-signed-certificate.ts';
import {
  problemOf,
  RAW_MAIL,
  sendOnce,
  serverAt,
  useSmtpSinks,
} from '../../../support/smtp-attempt.ts';

const sinkFor = useSmtpSinks();

describe('a login', () => {
  const login = { user: 'anna', password: 'open sesame 9' };

  test('that is refused says so without the password', async () => {
    const sink = await sinkFor({
      extensions: ['AUTH PLAIN'],
      scripts: { 'AUTH PLAIN': '535 5.7.8 bad password: open sesame 9' },
    });
    const server = serverAt(sink.port, login);
    const error: unknown = await openSmtp(server, {}).catch((reason: unknown) => reason);
    expect(explainSmtpError(error, server)).toMatchObject({
      kind: 'configuration',
      code: 'auth-refused',
      reply: '535 5.7.8 bad password: ****',
    });
    expect(JSON.stringify([error, String(error)])).not.toContain('sesame');
  });

  test('leaves no secret in the transcript, whichever way it goes', async () => {
    const scripts = {
      'AUTH LOGIN': '334 VXNlcm5hbWU6',
      YW5uYQ: '334 UGFzc3dvcmQ6',
      b3BlbiBzZXNhbWUgOQ: '235 hello, open sesame 9',
    };
    for (const extensions of [['AUTH LOGIN'], ['AUTH PLAIN']]) {
      const sink = await sinkFor({ extensions, scripts });
      const transcript: TranscriptLine[] = [];
      const onTranscript = (line: TranscriptLine) => transcript.push(line);
      const session = await openSmtp(serverAt(sink.port, login), { onTranscript });
      await session.close();
      const said = transcript.map(({ text }) => text).join('\n');
      expect(said).toContain('AUTH');
      expect(said).not.toMatch(/sesame|b3Blbi|YW5uYQ/);
    }
  });

  test('is not tried where none is offered', async () => {
    const sink = await sinkFor();
    const problem = await problemOf({ server: serverAt(sink.port, login) });
    expect(problem).toMatchObject({ kind: 'configuration', code: 'auth-not-offered' });
    expect(sink.commands.join()).not.toContain('AUTH');
  });
});

describe('encryption', () => {
  test('that is demanded and not to be had ends the attempt before any mail', async () => {
    const sink = await sinkFor();
    const problem = await problemOf({ server: serverAt(sink.port, { security: 'starttls' }) });
    expect(problem).toMatchObject({ kind: 'configuration', code: 'starttls-missing' });
    expect(sink.commands.join()).not.toContain('MAIL');
  });

  test('in clear to another computer is refused before anything is said', async () => {
    const server = serverAt(25, { host: 'mail.shop.example' });
    const error: unknown = await openSmtp(server, {}).catch((reason: unknown) => reason);
    expect(explainSmtpError(error, server)).toMatchObject({ code: 'plain-refused' });
  });

  test('with a certificate nobody vouches for is refused', async () => {
    const sink = await sinkFor({ tls: selfSignedCertificate('localhost') });
    const server = serverAt(sink.port, { host: 'localhost', security: 'starttls' });
    const problem = await problemOf({ server });
    expect(problem).toMatchObject({ kind: 'configuration', code: 'tls-certificate' });
  });

  test('from the first byte on a port without it is explained', async () => {
    const sink = await sinkFor();
    const server = serverAt(sink.port, { security: 'tls' });
    expect(await problemOf({ server })).toMatchObject({ code: 'tls-wrong-port' });
  });

  describe('with a certificate that is trusted', () => {
    const certificate = selfSignedCertificate('localhost');
    const trusted = tls.getCACertificates('default');
    beforeAll(() => tls.setDefaultCACertificates([...trusted, certificate.cert]));
    afterAll(() => tls.setDefaultCACertificates(trusted));

    test.each(['starttls', 'starttls-if-offered', 'tls'] as const)(
      'carries a mail by %s',
      async (security) => {
        const sink = await sinkFor({ tls: { ...certificate, first: security === 'tls' } });
        const server = serverAt(sink.port, { host: 'localhost', security });
        await sendOnce({ server });
        expect(sink.messages).toEqual([RAW_MAIL.toString()]);
        expect(sink.commands.includes('STARTTLS')).toBe(security !== 'tls');
      },
    );

    test('is refused for another name', async () => {
      const sink = await sinkFor({ tls: { ...certificate, first: true } });
      const problem = await problemOf({ server: serverAt(sink.port, { security: 'tls' }) });
      expect(problem.title).toBe("The server's certificate is for localhost, not 127.0.0.1.");
    });
  });
});
