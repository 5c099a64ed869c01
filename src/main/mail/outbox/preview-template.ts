import type { OutputOf, ParsedInputOf } from '../../../shared/contract/index.ts';
import { invalidFields } from '../../../shared/errors.ts';
import type { Person } from '../../accounts/account-guards.ts';
import { checkEmailAddress } from '../../accounts/email-address.ts';
import { atConsole } from '../../operations/actor.ts';
import { runOperation } from '../../operations/run-operation.ts';
import { readSetting, readSite } from '../../settings/settings-store.ts';
import { parseMail } from '../capture/parse.ts';
import { checkTemplate } from '../templates/check-template.ts';
import { composeMail, createMessageIds } from './compose.ts';
import { checkDraft, draftEdition } from '../templates/draft-edition.ts';
import { type Edition, renderMail } from '../templates/edition.ts';
import { type MailKind, TEMPLATE_WORDS } from '../templates/mail-kinds.ts';
import type { MailVariables } from '../templates/mail-variables.ts';
import type { Outbox } from './outbox.ts';
import { readSurroundings } from '../../site/leaving-warnings.ts';
import { isOfSite, whyLinksWontOpen } from '../../site/links.ts';
import { makeInertHtml, previewDocument } from '../preview/inert-html.ts';
import { previewVariables } from '../templates/preview-variables.ts';
import type { TemplateContext } from '../templates/template-list.ts';

export interface PreviewContext extends TemplateContext {
  readonly now: () => Date;
  readonly randomBytes: (size: number) => Buffer;
  readonly outbox: Outbox;
  /** Domain of the built-in accounts site, or null while it does not run. */
  readonly accountsSiteDomain: () => string | null;
  /** Gives a page an address of its own. */
  readonly addPreview: (html: string) => string;
}

type Draft = ParsedInputOf<'templates.preview'>;

/** The mail as it would leave, composed and read again as any mail is. Its links are made up. */
export async function previewTemplate(
  context: PreviewContext,
  draft: Draft,
): Promise<OutputOf<'templates.preview'>> {
  const { db, now } = context;
  const edition = await draftEdition(context, draft);
  const given = { kind: edition.kind, accountId: draft.accountId, now: now() };
  const { variables, to } = await previewVariables(db, given);
  const problems = [...(await checkDraft(context, draft, variables))];
  if (problems.some(({ severity }) => severity === 'error')) return { problems, mail: null };
  return { problems, mail: await composePreview(context, { edition, variables, to }) };
}

/**
 * The mail as it would leave from the template that is in use.
 * @param what.given Variables that are known already, such as a note that is being typed.
 * @returns Null where the template is wrong for it.
 */
export async function previewInUse(
  context: PreviewContext,
  what: {
    readonly kind: MailKind;
    readonly accountId: number | null;
    readonly given: MailVariables;
  },
): Promise<ComposedPreview | null> {
  const { db, now, templates } = context;
  const edition = await templates.current(db, what.kind);
  const { variables, to } = await previewVariables(db, { ...what, now: now() });
  const all = { ...variables, ...what.given };
  const isWrong = checkTemplate(edition, all).some(({ severity }) => severity === 'error');
  return isWrong ? null : composePreview(context, { edition, variables: all, to });
}

type ComposedPreview = NonNullable<OutputOf<'templates.preview'>['mail']>;

/** Composes a mail and reads it again, as any mail is. */
async function composePreview(
  context: PreviewContext,
  what: { readonly edition: Edition; readonly variables: MailVariables; readonly to: string },
): Promise<ComposedPreview> {
  const { db, now } = context;
  const { edition, variables, to } = what;
  const mail = await readSetting(db, 'mail');
  const site = await readSite(db);
  const rendered = renderMail(edition, variables);
  const raw = await composeMail({
    ...rendered,
    from: { name: mail.fromName || site.name, address: mail.fromAddress },
    to,
    replyTo: mail.replyTo,
    messageId: createMessageIds(mail.fromAddress, context.randomBytes)(0),
    date: now(),
  });
  const { headers, subject, text, html, links } = await parseMail(raw);
  const page = previewDocument(makeInertHtml(html ?? '', []).html);
  return {
    subject: subject ?? '',
    text: text ?? '',
    path: context.addPreview(page),
    wontOpen: links.some(({ href }) => isOfSite(new URL(href), site))
      ? whyLinksWontOpen(site, await readSurroundings(context))
      : null,
    headers: [...headers],
    size: raw.length,
  };
}

/**
 * Sends the mail as it is being written to one address, through the outbox like every mail. It is
 * nobody's: no person's story tells of it, and its links are made up.
 *
 * @throws RefusedError `invalid-input` for what is no address.
 */
export async function sendTemplateTest(
  context: PreviewContext,
  person: Person,
  { to, ...draft }: ParsedInputOf<'templates.sendTest'>,
): Promise<OutputOf<'templates.sendTest'>> {
  const { db, now, outbox } = context;
  const checked = checkEmailAddress(to);
  if (!checked.ok) throw invalidFields({ to: [checked.message] });
  const edition = await draftEdition(context, draft);
  const { kind } = edition;
  const { accountId } = draft;
  const { variables } = await previewVariables(db, { kind, accountId, now: now() });
  const problems = [...(await checkDraft(context, draft, variables))];
  if (problems.some(({ severity }) => severity === 'error')) return { problems };
  const { name } = TEMPLATE_WORDS[draft.kind];
  const actor = atConsole(person);
  const detail = { name, to: checked.address };
  await runOperation(db, { kind: 'templates.test', actor, at: now(), detail }, (operation) =>
    outbox.put(
      operation,
      {
        kind,
        accountId: null,
        to: checked.address,
        notAfter: null,
        graceMs: 0,
        context: variables,
      },
      edition,
    ),
  );
  return { problems };
}
