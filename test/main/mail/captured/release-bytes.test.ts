import { expect, it } from 'vitest';

import { hasBareLineEnds } from '../../../../src/main/mail/captured/release-rules.ts';
import { readMailCorpus } from '../../../support/mail-corpus.ts';
import { consoleToRelease, couriersOf, MAIL } from '../../../support/release-console.ts';

it('keeps every byte of the nasty mails that SMTP can carry', async () => {
  const corpus = readMailCorpus().filter(({ raw }) => !hasBareLineEnds(raw));
  const extensions = ['8BITMIME', 'SMTPUTF8'];
  const core = await consoleToRelease(
    corpus.map(({ raw }) => raw),
    { extensions },
  );
  const ids = corpus.map((_, index) => index + 1);
  await core.call('captured.release', { ids, to: ['eva@home.example'], profile: core.profile });
  await couriersOf(core).flush();
  const whole = (raw: Buffer) => raw.toString('latin1').replace(/(?<!\r\n)$/, '\r\n');
  // Over several connections, and so in any order.
  expect(core.sink.messages.toSorted()).toEqual(corpus.map(({ raw }) => whole(raw)).toSorted());
});

it('fails in words, and alone, where its server can’t carry its bytes', async () => {
  const core = await consoleToRelease(['Subject: Grüße\r\n\r\nHello.\r\n', MAIL]);
  const to = ['eva@home.example'];
  await core.call('captured.release', { ids: [1, 2], to, profile: core.profile });
  await couriersOf(core).flush();
  const rows = await core.db
    .selectFrom('gatehouse_outbox')
    .select(['state', 'why'])
    .orderBy('id')
    .execute();
  expect(rows).toEqual([
    { state: 'failed', why: expect.stringMatching(/UTF-8, which the server does not take/) },
    { state: 'sent', why: 'The server took it.' },
  ]);
  expect(core.sink.messages).toEqual([MAIL]);
});
