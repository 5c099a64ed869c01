import { keepPreviousData } from '@tanstack/react-query';
import { ScanEye } from 'lucide-react';
import { useState } from 'react';

import type { StoryItem, StoryKind } from '../../../shared/contract/story.ts';
import { PartFailed } from '../../app/acts/call-failed.tsx';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { FieldChanges } from './field-changes.tsx';
import styles from '../../app/people/account.module.css';
import { PersonSection } from './person-section.tsx';
import { StoryMail } from './story-mail.tsx';
import { StoryUndo } from './story-undo.tsx';

interface AccountStoryProps {
  readonly id: number;
  /** Whether parts of the story can be chosen: where there is room for it. */
  readonly filters?: boolean | undefined;
}

const PAGE = 50;

const PARTS: readonly { readonly value: StoryKind; readonly label: string }[] = [
  { value: 'all', label: 'Everything' },
  { value: 'mails', label: 'Mails' },
  { value: 'access', label: 'Links and sign-ins' },
  { value: 'acts', label: 'Administrators' },
  { value: 'notes', label: 'Notes' },
];

/** What happened to a person, newest first, each act with its way back. */
export function AccountStory(props: AccountStoryProps) {
  // Nobody's story stays while another's is on its way.
  return <Story key={props.id} {...props} />;
}

function Story({ id, filters = false }: AccountStoryProps) {
  const [kind, setKind] = useState<StoryKind>('all');
  const [limit, setLimit] = useState(PAGE);
  const { data, error, refetch, isPlaceholderData } = useQueryOf(
    'accounts.story',
    { id, kind, limit },
    { placeholderData: keepPreviousData },
  );
  return (
    <PersonSection title="Story">
      {filters && (
        <FilterChips
          label="Part of the story"
          value={kind}
          items={PARTS}
          onChange={(next) => {
            setKind(next);
            setLimit(PAGE);
          }}
        />
      )}
      {data?.items.length === 0 && (
        <p className={styles['quiet']}>
          {kind === 'all' ? 'Nothing has happened yet.' : 'Nothing of this kind.'}
        </p>
      )}
      {data && <Timeline items={data.items.map(entryOf)} dated={filters} />}
      {data?.more && (
        <div>
          <Button
            size="small"
            pending={isPlaceholderData}
            onClick={() => setLimit((before) => before + 4 * PAGE)}
          >
            Show earlier
          </Button>
        </div>
      )}
      {!data &&
        (error ? (
          <PartFailed error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows count={5} />
        ))}
    </PersonSection>
  );
}

function entryOf(item: StoryItem) {
  const { key, at, tone, kind, title, by } = item;
  return {
    id: key,
    at,
    tone,
    title: (
      <>
        {kind === 'fetched' && <FetchedMark />}
        <ForeignText>{title}</ForeignText>
        {by !== null && (
          <span className={styles['by']}>
            {' '}
            by <ForeignText>{by}</ForeignText>
          </span>
        )}
      </>
    ),
    detail: detailOf(item),
    action: (
      <>
        <StoryMail item={item} />
        <StoryUndo item={item} />
      </>
    ),
  };
}

/** A link that was looked at is no act of a person yet: mail scanners do it too. */
function FetchedMark() {
  return (
    <span className={styles['mark']}>
      <Icon glyph={ScanEye} size={12} />
    </span>
  );
}

function detailOf({ detail, changes }: StoryItem) {
  if (detail === null && changes.length === 0) return undefined;
  return (
    <>
      {detail !== null && <span className={styles['told']}>{detail}</span>}
      <FieldChanges fields={changes} />
    </>
  );
}
