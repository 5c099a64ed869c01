import type { OutputOf, ParsedInputOf } from '../../../shared/contract/index.ts';
import { RefusedError } from '../../../shared/errors.ts';
import type { Person } from '../../accounts/account-guards.ts';
import { atConsole } from '../../operations/actor.ts';
import { runOperation } from '../../operations/run-operation.ts';
import type { TemplateKind } from '../../../shared/contract/templates.ts';
import { checkDraft } from './draft-edition.ts';
import { TEMPLATE_WORDS } from './mail-kinds.ts';
import { noVersion, type TemplateContext } from './template-list.ts';
import { addVersion, listVersions, readVersionInUse, useVersion } from './version-store.ts';

interface SaveContext extends TemplateContext {
  readonly now: () => Date;
}

/**
 * Saves a template as a new version and uses it, unless there are errors: then they are the answer
 * and what is in use stays. Undoing it uses what was used before; the version is kept.
 *
 * @throws RefusedError `conflict` when somebody else has saved since the writing began.
 */
export async function saveTemplate(
  context: SaveContext,
  person: Person,
  { kind, parts: given, note, basedOn }: ParsedInputOf<'templates.save'>,
): Promise<OutputOf<'templates.save'>> {
  const { db, now } = context;
  const parts = {
    subject: given.subject.replaceAll(/\s*[\r\n]+\s*/g, ' ').trim(),
    text: given.text.replaceAll('\r\n', '\n'),
    html: given.html.replaceAll('\r\n', '\n'),
  };
  const draft = { kind, parts, inside: 'activation' } as const;
  const problems = [...(await checkDraft(context, draft))];
  if (problems.some(({ severity }) => severity === 'error')) {
    return { operationId: null, version: null, problems };
  }
  const [newest] = await listVersions(db, kind);
  const number = (newest?.number ?? 0) + 1;
  const { name } = TEMPLATE_WORDS[kind];
  const { operationId } = await runOperation(
    db,
    { kind: 'templates.save', actor: atConsole(person), at: now(), detail: { name, number } },
    async (operation) => {
      const inUse = await readVersionInUse(operation.db, kind);
      if ((inUse?.number ?? null) !== basedOn.version) throw savedMeanwhile(inUse?.saved_by);
      const savedBy = person.username;
      await addVersion(operation, { kind, number, parts, note: note.trim(), savedBy });
      await useVersion(operation, kind, number);
    },
  );
  return { operationId, version: number, problems };
}

/**
 * Uses an older version again, or with null what lies in the folders.
 * @throws RefusedError `not-found` for a version that is not there.
 */
export async function chooseVersion(
  context: SaveContext,
  person: Person,
  { kind, number }: { readonly kind: TemplateKind; readonly number: number | null },
): Promise<OutputOf<'templates.use'>> {
  const { db, now } = context;
  const versions = await listVersions(db, kind);
  if (number !== null && !versions.some((version) => version.number === number))
    throw noVersion(number);
  const { name } = TEMPLATE_WORDS[kind];
  const { operationId } = await runOperation(
    db,
    { kind: 'templates.use', actor: atConsole(person), at: now(), detail: { name, number } },
    (operation) => useVersion(operation, kind, number),
  );
  return { operationId };
}

function savedMeanwhile(by: string | undefined): RefusedError {
  const who = by === undefined ? 'Somebody has reset this template' : `${by} has saved a version`;
  return new RefusedError({
    code: 'conflict',
    message: `${who} since you began. Nothing was saved; your draft is kept. Compare it with what is in use, then save again.`,
  });
}
