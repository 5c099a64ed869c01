import type { ParsedInputOf } from '../../../shared/contract/index.ts';
import type { TemplateProblem } from '../../../shared/contract/templates.ts';
import type { Database } from '../../db/open-database.ts';
import { checkFrame } from './check-frame.ts';
import { checkTemplate } from './check-template.ts';
import type { Edition } from './edition.ts';
import { MAIL_KINDS, type MailKind } from './mail-kinds.ts';
import type { MailVariables } from './mail-variables.ts';
import { type MailTemplates, partsOf } from './templates.ts';
import { readFrameInUse, readVersionInUse } from './version-store.ts';

interface Context {
  readonly db: Database;
  readonly templates: MailTemplates;
}

type Draft = Pick<ParsedInputOf<'templates.preview'>, 'kind' | 'parts' | 'inside'>;

/** The mail that a draft makes: the draft itself, or a mail in use in the frame that it is. */
export async function draftEdition(
  { db, templates }: Context,
  { kind, parts, inside }: Draft,
): Promise<Edition & { readonly kind: MailKind }> {
  if (kind === 'frame') return inFrame({ db, templates }, inside, parts.html);
  const frame = await readFrameInUse(db);
  return templates.ofParts(kind, { parts, version: null, frame });
}

/**
 * Everything that speaks against using a draft.
 * @param variables What a mail is tried with; made-up values when left out.
 */
export async function checkDraft(
  context: Context,
  draft: Draft,
  variables?: MailVariables,
): Promise<readonly TemplateProblem[]> {
  if (draft.kind !== 'frame') return checkTemplate(await draftEdition(context, draft), variables);
  const { html } = draft.parts;
  const mails = await Promise.all(MAIL_KINDS.map((kind) => inFrame(context, kind, html)));
  return checkFrame(html, mails);
}

async function inFrame(
  { db, templates }: Context,
  kind: MailKind,
  frame: string,
): Promise<Edition> {
  const version = await readVersionInUse(db, kind);
  const parts = version ?? partsOf(templates.inFolders(kind));
  return templates.ofParts(kind, { parts, version: null, frame });
}
