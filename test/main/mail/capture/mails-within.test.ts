import { describe, expect, it } from 'vitest';

import { parseMail } from '../../../../src/main/mail/capture/parse.ts';
import { mailOf, part } from '../../../support/mail-parts.ts';

describe('a mail within', () => {
  it.each([
    [[], '\nSubject: Inner\n\nInner words'],
    [['Content-Disposition: attachment'], null],
  ])('which is all there is, is shown unless it is attached, %j', async (more, text) => {
    const type = 'Content-Type: message/rfc822';
    expect((await mailOf(part([type, ...more], 'Subject: Inner\r\n\r\nInner words'))).text).toBe(
      text,
    );
  });

  it('is read in bounds where mails lie in mails', async () => {
    let raw = 'Subject: deepest\r\n\r\ndeepest words';
    for (let depth = 0; depth < 50; depth += 1) {
      raw = `Subject: ${depth}\r\n${part(['Content-Type: message/rfc822', 'Content-Disposition: inline'], raw)}`;
    }
    const mail = await parseMail(Buffer.from(raw));
    expect(mail.text).toContain('Subject: 45');
    expect(mail.text).not.toContain('deepest words');
    expect(mail.attachments).toHaveLength(6);
  });
});
