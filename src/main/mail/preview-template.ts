import type { OutputOf, ParsedInputOf } from '../../shared/contract/index.ts';
import { invalidFields } from '../../shared/errors.ts';
import type { Person } from '../accounts/account-guards.ts';
import { checkEmailAddress } from '../accounts/email-address.ts';
import { runOperation } from '../operations/run-operation.ts';
import { readSetting, readSite } from '../settings/settings-store.ts';
import { parseMail } from './capture/parse.ts';
import { checkTemplate } from './check-template.ts';
import { composeMail, createMessageIds } from './compose.ts';
import { renderMail } from './edition.ts';
import { MAIL_WORDS } from './mail-kinds.ts';
import type { Outbox } from './outbox.ts';
import { makeInertHtml, previewDocument } from './preview/inert-html.ts';
import { previewVariables } from './preview-variables.ts';
import type { TemplateContext } from './template-list.ts';

interface PreviewContext extends TemplateContext {
  readonly now: () => Date;
  readonly randomBytes: (size: number) => Buffer;
  readonly outbox: Outbox;
  /** Gives a page an address of its own. */
  readonly addPreview: (html: string) => string;
}

type Draft = ParsedInputOf<'templates.preview'>;

/** The mail as it would leave, composed and read again as any mail is. Its links are made up. */
export async function previewTemplate(
  context: PreviewContext,
  { kind, parts, accountId }: Draft,
): Promise<OutputOf<'templates.preview'>> {
  const { db, now, templates } = context;
  const edition = templates.ofParts(kind, parts, null);
  const { variables, to } = await previewVariables(db, { kind, accountId, now: now() });
  const problems = [...checkTemplate(edition, variables)];
  if (problems.some(({ severity }) => severity === 'error')) return { problems, mail: null };
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
  const { headers, subject, text, html } = await parseMail(raw);
  const page = previewDocument(makeInertHtml(html ?? '', []).html);
  return {
    problems,
    mail: {
      subject: subject ?? '',
      text: text ?? '',
      path: context.addPreview(page),
      headers: [...headers],
      size: raw.length,
    },
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
  { kind, parts, accountId, to }: ParsedInputOf<'templates.sendTest'>,
): Promise<OutputOf<'templates.sendTest'>> {
  const { db, now, templates, outbox } = context;
  const checked = checkEmailAddress(to);
  if (!checked.ok) throw invalidFields({ to: [checked.message] });
  const edition = templates.ofParts(kind, parts, null);
  const { variables } = await previewVariables(db, { kind, accountId, now: now() });
  const problems = [...checkTemplate(edition, variables)];
  if (problems.some(({ severity }) => severity === 'error')) return { problems };
  const { name } = MAIL_WORDS[kind];
  const actor = { accountId: person.id, label: person.username, via: 'console' } as const;
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
