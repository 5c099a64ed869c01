import {
  deleteCaptured,
  listCaptured,
  mailGone,
  markRead,
  readCaptured,
  readSource,
  restoreCaptured,
} from '../../mail/captured-list.ts';
import { cancelMails, listOutbox, releaseMails, sendNow } from '../../mail/outbox-list.ts';
import { makeInertHtml, previewDocument } from '../../mail/preview/inert-html.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

type Names = Extract<keyof Handlers, `captured.${string}` | `outbox.${string}`>;

/** What was caught here, and what leaves. */
export function mailHandlers(services: Services): Pick<Handlers, Names> {
  const { db, now, captured, courier, previews } = services;
  return {
    'captured.list': (input) => listCaptured(db, input),
    'captured.get': ({ id }) => readCaptured(captured, id),
    'captured.preview': async ({ id }) => {
      const found = await captured.read(id);
      if (!found) throw mailGone();
      const { html, attachments } = found.parsed;
      const inert = makeInertHtml(html ?? '', attachments);
      return {
        path: previews.add(previewDocument(inert.html)),
        blockedRemoteImages: inert.blockedRemoteImages,
      };
    },
    'captured.source': ({ id }) => readSource(db, id),
    'captured.markRead': async (input) => {
      await markRead(db, input, now());
      return {};
    },
    'captured.delete': async ({ ids }) => ({ deleted: await deleteCaptured(db, ids, now()) }),
    'captured.restore': async ({ ids }) => ({ restored: await restoreCaptured(db, ids) }),
    'outbox.list': (input) => listOutbox(db, input),
    'outbox.release': async ({ ids }) => {
      const result = await releaseMails(db, ids, now());
      courier.wake();
      return result;
    },
    'outbox.cancel': ({ ids }) => cancelMails(db, ids, now()),
    'outbox.sendNow': async ({ ids }) => {
      const result = await sendNow(db, ids, now());
      courier.resume();
      return result;
    },
  };
}
