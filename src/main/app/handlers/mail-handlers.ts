import type { Person } from '../../accounts/account-guards.ts';
import {
  deleteCaptured,
  markAllRead,
  markRead,
  restoreCaptured,
  starCaptured,
  tagCaptured,
} from '../../mail/captured/captured-acts.ts';
import { checkCaptured, checkCapturedLink } from '../../mail/captured/check-captured.ts';
import {
  capturedIds,
  listCaptured,
  readCaptured,
  readSource,
} from '../../mail/captured/captured-list.ts';
import { capturedOfMail } from '../../mail/captured/captured-of-mail.ts';
import { guardSight, sightOf } from '../../mail/captured/captured-sight.ts';
import { exportMails, readMailFile } from '../../mail/captured/captured-files.ts';
import { listTags } from '../../mail/captured/captured-tags.ts';
import { cancelMails, releaseMails, restoreMails, sendNow } from '../../mail/outbox/outbox-acts.ts';
import { listAttempts, listOutbox, readOutboxRow } from '../../mail/outbox/outbox-list.ts';
import { readOutgoing } from '../../mail/outbox/read-outgoing.ts';
import { importMails } from '../../mail/captured/import-mails.ts';
import { peopleOfCaptured } from '../../mail/captured/people-of-captured.ts';
import { planRelease, releaseCaptured } from '../../mail/captured/release-captured.ts';
import { previewMail } from '../../mail/captured/preview-mail.ts';
import { mailSteps } from '../../story/mail-steps.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

/** What was caught here, and what leaves. */
export function mailHandlers(services: Services) {
  const { db, now, staff, courier, previews, files } = services;
  const looker = async (person: Person) => ({ now: now(), sight: await sightOf(staff, person) });
  /** For whoever may see the mails that are meant. */
  const seen =
    <Input extends { readonly id: number } | { readonly ids: readonly number[] }, Output>(
      work: (input: Input, asker: { readonly person: Person }) => Output | Promise<Output>,
    ) =>
    async (input: Input, asker: { readonly person: Person }): Promise<Output> => {
      await guardSight(services, asker.person, 'ids' in input ? input.ids : [input.id]);
      return work(input, asker);
    };
  return {
    'captured.list': async (input, { person }) => listCaptured(db, input, await looker(person)),
    'captured.ids': async (input, { person }) => capturedIds(db, input, await looker(person)),
    'captured.tags': async (_, { person }) => listTags(db, await sightOf(staff, person)),
    'captured.get': seen(({ id }) => readCaptured(services, id)),
    'captured.people': seen(async ({ id }) => ({ people: await peopleOfCaptured(db, id) })),
    'captured.preview': seen(async (input) => {
      const { html, ...rest } = await previewMail(services, input);
      return { path: previews.add(html), ...rest };
    }),
    'captured.files': seen(async ({ id }) => {
      const { filename } = await exportMails(services, [id]);
      return { path: files.add((name) => readMailFile(services, id, name)), filename };
    }),
    'captured.export': seen(async ({ ids }) => {
      const { filename } = await exportMails(services, ids);
      return { path: `${files.add(() => exportMails(services, ids))}all`, filename };
    }),
    'captured.import': async (input, { person }) =>
      importMails(services, input, await looker(person)),
    'captured.source': seen(({ id }) => readSource(db, id)),
    'captured.markRead': seen(async (input) => {
      await markRead(db, input, now());
      return {};
    }),
    'captured.markAllRead': async (input, { person }) =>
      markAllRead(db, input, await looker(person)),
    'captured.star': seen(async (input) => {
      await starCaptured(db, input);
      return {};
    }),
    'captured.tag': seen(async (input) => {
      await tagCaptured(db, input);
      return {};
    }),
    'captured.delete': seen(async ({ ids }) => ({ deleted: await deleteCaptured(db, ids, now()) })),
    'captured.restore': seen(async ({ ids }) => ({ restored: await restoreCaptured(db, ids) })),
    'captured.checks': seen(({ id }) => checkCaptured(services, id)),
    'captured.checkLink': seen((input) => checkCapturedLink(services, input)),
    'captured.releasePlan': seen((input, { person }) => planRelease(services, person, input)),
    'captured.release': seen((input, { person }) => releaseCaptured(services, person, input)),
    'outbox.list': (input) => listOutbox(services, input),
    'outbox.get': ({ id }) => readOutboxRow(services, id),
    'outbox.release': ({ ids }, { person }) =>
      releaseMails(db, ids, { at: now(), by: person.username }),
    'outbox.cancel': ({ ids }, { person }) =>
      cancelMails(db, ids, { at: now(), by: person.username }),
    'outbox.restore': ({ ids }, { person }) =>
      restoreMails(db, ids, { at: now(), by: person.username }),
    'outbox.attempts': async ({ id }) => ({
      steps: await mailSteps(db, id),
      attempts: await listAttempts(db, id),
    }),
    'outbox.captured': async ({ id }, { person }) => ({
      capturedId: await capturedOfMail(db, id, await sightOf(staff, person)),
    }),
    'outbox.read': ({ id }, { person }) =>
      readOutgoing({ ...services, addPreview: previews.add }, person, id),
    'outbox.tryNow': async () => {
      courier.resume();
      return {};
    },
    'outbox.sendNow': async (input, { person }) => {
      const result = await sendNow(db, input, { at: now(), by: person.username });
      courier.resume();
      return result;
    },
  } satisfies Partial<Handlers>;
}
