import type { RehearsalFrame } from '../../shared/contract/rehearsal.ts';
import type { Person } from '../accounts/account-guards.ts';
import { readAccountRecord } from '../accounts/find-accounts.ts';
import { randomString } from '../accounts/password/random-string.ts';
import type { TestVisit } from '../accounts-site/site-environment.ts';
import { deleteCaptured } from '../mail/captured/captured-acts.ts';
import type { CapturedStore } from '../mail/captured/captured-store.ts';
import { previewDocument } from '../mail/preview/inert-html.ts';
import type { MailReading } from '../mail/reading/mail-reading.ts';
import { atConsole } from '../operations/actor.ts';
import type { SignUpContext } from '../registrations/registration-context.ts';
import { activateRegistrations } from '../registrations/review-registrations.ts';
import { testForm } from '../registrations/test-sign-up.ts';
import { readSetting, readSite } from '../settings/settings-store.ts';
import { caughtIds, caughtMail, mailsAbout, untilSent } from './caught-mail.ts';
import { type Obstacle, ObstacleError, playFlow } from './flow.ts';
import { followedLink } from './followed-link.ts';
import { picturedPage } from './page-parts.ts';
import { createSiteBrowser } from './site-browser.ts';

export interface RehearsalContext extends SignUpContext {
  readonly captured: Pick<CapturedStore, 'read' | 'settled'>;
  readonly reading: MailReading;
  /** Answers a request at the accounts site. */
  readonly visit: (request: Request, test: TestVisit) => Promise<Response>;
  /** Takes an operation back. @returns Why it was refused, or null. */
  readonly undo: (operationId: number, person: Person) => Promise<string | null>;
}

export interface Camera {
  /** Told what is about to be done. */
  readonly announce: (title: string) => void;
  /** @param html What was seen; null for an act. */
  readonly take: (frame: RehearsalFrame, html: string | null) => void;
}

type Made = Parameters<TestVisit['onSignUp']>[0];

const ACCOUNTS_CSS = '/accounts/site.css';

/**
 * Sends a made-up visitor through the accounts site, from registering to a new password, and takes
 * them away again whatever comes.
 *
 * @throws ObstacleError where a visitor would not get on; the signal's reason once it is aborted.
 */
export async function playRehearsal(
  context: RehearsalContext,
  given: { readonly person: Person; readonly camera: Camera; readonly signal: AbortSignal },
): Promise<void> {
  const { db, now, randomBytes } = context;
  const { person, camera, signal } = given;
  const site = await readSite(db);
  const { policy } = await readSetting(db, 'registration');
  const traveller = testForm(context, person);
  const actor = atConsole(person);
  const made: Made[] = [];
  const test: TestVisit = { actor, onSignUp: (one) => void made.push(one) };
  const browser = () =>
    createSiteBrowser((request) => context.visit(request, test), `${site.scheme}://${site.domain}`);
  const styles = (await browser().open(ACCOUNTS_CSS)).html;
  /** The newest mail that was seen, by its number in the outbox. */
  let seen = 0;

  /** Does something and says how long it took. */
  async function timed<Result>(title: string, work: () => Promise<Result>) {
    camera.announce(title);
    const start = performance.now();
    const result = await work();
    return { result, tookMs: performance.now() - start };
  }

  async function act(title: string, work: () => Promise<unknown>): Promise<void> {
    const { tookMs } = await timed(title, work);
    camera.take({ kind: 'act', title, address: '', tookMs }, null);
  }

  async function takeAway({ userId, operationId }: Made): Promise<void> {
    // By the outbox, before the undo: also those to who approves.
    const put = await mailsAbout(db, userId);
    const isThere = async () => (await readAccountRecord(db, userId)) !== null;
    const isDeleted = !(await isThere());
    const refusal = isDeleted ? null : await context.undo(operationId, person);
    const stays = refusal !== null && (await isThere());
    await untilSent(db, put);
    await context.captured.settled();
    await deleteCaptured(db, await caughtIds(db, put), now());
    // Whatever was in the way of a visitor came of it.
    if (isDeleted) throw new ObstacleError(deletedMeanwhile(traveller.username));
    if (stays) throw new ObstacleError(staying(traveller.username, refusal));
  }

  try {
    await playFlow({
      traveller: {
        ...traveller,
        secondPassword: randomString(randomBytes, 40),
        thirdPassword: randomString(randomBytes, 40),
      },
      isSupervised: policy === 'approval',
      browser,
      async page(title, come) {
        signal.throwIfAborted();
        const { result: page, tookMs } = await timed(title, come);
        if (page === null) throw new ObstacleError(formless(title));
        const { address } = page;
        camera.take({ kind: 'page', title, address, tookMs }, picturedPage(page.html, styles));
        return page;
      },
      async mail(title, kind) {
        signal.throwIfAborted();
        const wanted = { kind, to: traveller.email, after: seen };
        const { result, tookMs } = await timed(title, () => caughtMail(context, wanted, signal));
        if (result.state === 'missing') throw new ObstacleError(missing(title, result));
        seen = result.outboxId;
        const { subject, raw } = result.mail;
        const { html } = await context.reading.preview(raw, new Map());
        camera.take({ kind: 'mail', title, address: subject, tookMs }, previewDocument(html));
        return raw;
      },
      async linkIn(raw, kind) {
        const link = followedLink(await context.reading.describe(raw), site, kind);
        if (link.path === null) throw new ObstacleError(lostLink(site.domain, link.elsewhere));
        return link.path;
      },
      async approve(title) {
        signal.throwIfAborted();
        const ids = made.map(({ userId }) => userId);
        await act(title, () => activateRegistrations(context, { ids, actor, sparesStaff: true }));
      },
    });
  } finally {
    for (const one of made) {
      await act('The test person is taken away again, with their mails', () => takeAway(one));
    }
  }
}

function missing(
  title: string,
  { why, advice }: { readonly why: string; readonly advice: string },
): Obstacle {
  return { title: `${title}: it did not arrive.`, advice: `${why} ${advice}`, section: 'mail' };
}

function formless(title: string): Obstacle {
  return {
    title: `${title}: the page before it has no form.`,
    advice: 'A template of yours may have lost it. The page is in the last picture.',
    section: null,
  };
}

function lostLink(domain: string, elsewhere: string | null): Obstacle {
  return elsewhere === null
    ? {
        title: 'The mail has no link to follow.',
        advice: 'Its template may have lost it. Look at it under Mail templates.',
        section: null,
      }
    : {
        title: `The mail’s link leads to ${elsewhere}, not to ${domain}.`,
        advice:
          'Use the variable for the link in the mail’s template, and set the domain of your site.',
        section: 'site',
      };
}

function deletedMeanwhile(username: string): Obstacle {
  return {
    title: `${username}, who was made up, was deleted by somebody else.`,
    advice: 'What came after that says nothing of your site. Begin the rehearsal again.',
    section: null,
  };
}

function staying(username: string, refusal: string): Obstacle {
  return {
    title: `${username}, who was made up, is still there.`,
    advice: `${refusal} Delete them under Users.`,
    section: null,
  };
}
