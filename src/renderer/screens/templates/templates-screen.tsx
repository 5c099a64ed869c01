import { Link } from '@tanstack/react-router';

import type { TemplateKind, TemplateRow } from '../../../shared/contract/templates.ts';
import { CallFailed } from '../../app/acts/call-failed.tsx';
import { useWriteBlock } from '../../app/acts/use-write-block.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { useDrafts } from '../../app/leaving/drafts.ts';
import { sourceWords } from './source-words.ts';
import { TemplateEditor } from './template-editor.tsx';
import styles from './templates.module.css';

/** Every mail of the site: what it says, and how it will look. */
export function TemplatesScreen({ kind }: { readonly kind: TemplateKind }) {
  const { data: list } = useQueryOf('templates.list', {});
  const { data: template, error, refetch } = useQueryOf('templates.get', { kind });
  const { data: session } = useQueryOf('session.state', {});
  const readOnly = useWriteBlock();
  const blocked = session?.person?.isSuperuser
    ? readOnly
    : 'Only a superuser may change templates.';
  return (
    <div className={styles['screen']}>
      <TemplateIndex rows={list?.rows ?? []} kind={kind} />
      <div className={styles['page']}>
        {error && <CallFailed error={error} onRetry={() => void refetch()} />}
        {!template && !error && <SkeletonRows count={8} />}
        {template?.kind === kind && (
          <TemplateEditor key={kind} template={template} blocked={blocked} />
        )}
      </div>
    </div>
  );
}

interface TemplateIndexProps {
  readonly rows: readonly TemplateRow[];
  readonly kind: TemplateKind;
}

/** The mails there are, and where each comes from. */
function TemplateIndex({ rows, kind }: TemplateIndexProps) {
  const drafts = useDrafts();
  return (
    <nav className={styles['index']} aria-label="Mail templates">
      <h2 className={styles['heading']}>Templates</h2>
      {rows.map((row) => (
        <Link
          key={row.kind}
          to="/mail/templates/$kind"
          params={{ kind: row.kind }}
          aria-current={row.kind === kind ? 'page' : undefined}
        >
          <span className={styles['name']}>
            {row.name}
            {Object.keys(drafts[`template/${row.kind}`]?.typed ?? {}).length > 0 && (
              <span className={styles['unsaved']}>unsaved</span>
            )}
          </span>
          <span className={styles['quiet']}>
            {sourceWords(row.source)}
            {row.savedAt !== null && (
              <>
                , <RelativeTime at={row.savedAt} />
              </>
            )}
          </span>
        </Link>
      ))}
    </nav>
  );
}
