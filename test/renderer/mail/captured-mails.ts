import type { MailChecks } from '../../../src/shared/contract/checks.ts';
import type { CapturedMail } from '../../../src/shared/contract/mail.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

/** The link in the text of each mail. */
export const LINK = `http://127.0.0.1:8000/accounts/activate/${'a'.repeat(64)}/`;

export function capturedMail(id: number, changes: Partial<CapturedMail> = {}): CapturedMail {
  return {
    id,
    receivedAt: '2026-05-03T10:00:00.000Z',
    from: 'Shop <noreply@shop.example>',
    to: `person${id}@people.example`,
    subject: `Account activation ${id}`,
    preview: 'You have asked',
    size: 3_400,
    read: false,
    hasAttachments: false,
    starred: false,
    tags: [],
    envelopeFrom: 'noreply@shop.example',
    envelopeTo: [`person${id}@people.example`],
    fromAddresses: [],
    toAddresses: [{ name: '', address: `person${id}@people.example` }],
    ccAddresses: [],
    bccAddresses: [],
    replyTo: [],
    date: null,
    messageId: `<${id}@shop.example>`,
    text: `Open this link:\n\n${LINK}\n\nIt ends soon.`,
    hasText: true,
    hasHtml: true,
    htmlSource: '<p>Hello</p>',
    headers: [{ name: 'Subject', value: `Account activation ${id}` }],
    links: [{ href: LINK, text: LINK }],
    textLinks: [{ start: 17, end: 17 + LINK.length, href: LINK }],
    parts: [],
    attachments: [],
    problem: null,
    talk: null,
    client: null,
    ...changes,
  };
}

/** The screen over these mails, which acts change as the application would. */
export function openCaptured(
  mails: CapturedMail[],
  answers: Answers = {},
  path = '/mail/captured',
) {
  const read = new Set(mails.filter((mail) => mail.read).map((mail) => mail.id));
  const deleted = new Set<number>();
  const now = () =>
    mails
      .toSorted((one, other) => other.id - one.id)
      .filter(({ id }) => !deleted.has(id))
      .map((mail) => ({ ...mail, read: read.has(mail.id) }));
  const app = renderApp(path, {
    ...madeUpSite({}),
    'captured.list': ({ unreadOnly, search, sort }) => {
      const found = now().filter((mail) => !unreadOnly || !mail.read);
      const newest = found[0]?.id ?? null;
      const rows = sort?.direction === 'ascending' ? found.toReversed() : found;
      const unread = now().filter((mail) => !mail.read).length;
      return {
        newest,
        total: rows.length,
        unread,
        hidden: 0,
        unsearchable: 0,
        problem: problemOf(search),
        rows,
      };
    },
    'captured.get': ({ id }) => now().find((mail) => mail.id === id) ?? capturedMail(id),
    'captured.preview': ({ remoteImages }) => ({
      path: remoteImages ? '/preview/with' : '/preview/abc',
      blockedRemoteImages: remoteImages ? 1 : 2,
      remoteHosts: ['t1.example', 't2.example'],
      problems: remoteImages ? ['t1.example has no address.'] : [],
    }),
    'captured.checks': () => CHECKS,
    'captured.checkLink': () => ({ status: 404, redirects: [], problem: 'There is no such page.' }),
    'captured.releasePlan': ({ ids }) => ({
      mails: ids.length,
      recipients: ['anna@people.example'],
      allowed: [],
      servers: [
        { id: 'p1', name: 'Library', where: 'mail.example:587', colour: 'green', live: false },
      ],
      changed: 1,
      signed: 1,
      barred: null,
    }),
    'captured.release': () => ({ operationId: 1, queued: 1 }),
    'captured.source': () => ({ source: 'Subject: x', cut: false }),
    'captured.files': ({ id }) => ({ path: `/file/key${id}/`, filename: `mail-${id}.eml` }),
    'captured.ids': () => ({ ids: now().map(({ id }) => id) }),
    'captured.tags': () => ({ tags: [{ label: 'QA', mails: 3 }] }),
    'captured.tag': () => ({}),
    'captured.star': () => ({}),
    'captured.export': ({ ids }) => ({ path: '/file/abc/all', filename: `${ids.length}.mbox` }),
    'captured.import': () => ({ ids: [7], hidden: 0, alreadyThere: 0 }),
    'captured.markAllRead': ({ upTo }) => {
      const ids = now().flatMap(({ id, read: was }) => (was || id > upTo ? [] : id));
      for (const id of ids) read.add(id);
      return { ids };
    },
    'captured.markRead': ({ ids, read: asRead }) => {
      for (const id of ids) {
        if (asRead) read.add(id);
        else read.delete(id);
      }
      return {};
    },
    'captured.delete': ({ ids }) => {
      for (const id of ids) deleted.add(id);
      return { deleted: ids.length };
    },
    'captured.restore': ({ ids }) => {
      for (const id of ids) deleted.delete(id);
      return { restored: ids.length };
    },
    ...answers,
  });
  const arrive = (mail: CapturedMail) => {
    mails.push(mail);
    app.bridge.emit(['captured']);
  };
  return { ...app, arrive };
}

const problemOf = (search: string) => (search.includes('before:x') ? 'Left out.' : null);

export const CHECKS: MailChecks = {
  links: [
    {
      href: 'https://shop.example/',
      text: 'Shop',
      problems: [],
      wontOpen: null,
      neverFetched: null,
    },
    {
      href: 'http://shop.example/activate/1',
      text: 'Activate',
      problems: ['It is not encrypted.'],
      wontOpen: null,
      neverFetched: 'It looks like a link that works once.',
    },
  ],
  clients: {
    updated: '2026-05-13',
    findings: [{ feature: 'display:grid', uses: 2, missing: ['Outlook'], partial: ['Gmail'] }],
  },
  hygiene: [{ level: 'fault', title: 'No Date', why: 'Mails have one.', advice: 'Write it.' }],
  accessibility: [],
  textOfHtml: 'Hello',
};
