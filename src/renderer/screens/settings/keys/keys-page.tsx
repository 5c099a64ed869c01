import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { flushSync } from 'react-dom';

import { ACTION_IDS, ACTIONS, type ActionId } from '../../../../shared/keys/actions.ts';
import { clashesOf } from '../../../../shared/keys/keymap.ts';
import { useKeymap } from '../../../app/keys/keymap.tsx';
import { CallFailed } from '../../../app/acts/call-failed.tsx';
import { useWriteBlock } from '../../../app/acts/use-write-block.ts';
import { useQueryOf } from '../../../query/use-query-of.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx';
import settings from '../settings.module.css';
import { KeyRow } from './key-row.tsx';
import styles from './keys.module.css';
import { useKeyChanges } from './use-key-changes.ts';

/** Which row hears keys, and what stands in its field at first. */
interface Recording {
  readonly id: ActionId;
  readonly start: string;
}

/** Every action with its key, which each person changes for themselves. */
export function KeysPage() {
  const kept = useQueryOf('keys.list', {});
  const blocked = useWriteBlock();
  const keymap = useKeymap();
  const { changed, reset } = useKeyChanges();
  const [search, setSearch] = useState('');
  const [recording, setRecording] = useState<Recording | null>(null);
  const found = ACTION_IDS.filter((id) => isFound(id, search));
  const groups = [...Map.groupBy(found, (id) => ACTIONS[id].group)];
  // What is kept must be known: which key is free depends on it.
  if (kept.data === undefined) {
    return kept.error ? (
      <CallFailed error={kept.error} onRetry={() => void kept.refetch()} />
    ) : (
      <SkeletonRows count={6} />
    );
  }
  const isChanged = Object.keys(changed).length > 0;
  const close = (id: ActionId) => {
    flushSync(() => setRecording(null));
    const isNowhere = document.activeElement === document.body;
    if (isNowhere) document.getElementById(buttonOf(id))?.focus();
  };
  const resetOne = (id: ActionId) => {
    const { keys, label } = ACTIONS[id];
    if (keys !== undefined && clashesOf(id, keys, keymap).length > 0) {
      setRecording({ id, start: keys });
    } else {
      reset([id], `“${label}” has the key that it came with.`);
    }
  };
  return (
    <section aria-labelledby="keys">
      <h2 id="keys" className={settings['title']}>
        Keys
      </h2>
      <p className={`${settings['quiet']} ${styles['intro']}`}>
        They are yours alone, in every window and after a restart. Arrows, Enter, Escape and their
        like always do what they do in every program. Letters are switched off as a whole in the
        list of all keys.
      </p>
      {blocked !== undefined && <Notice tone="neutral" title={blocked} announced={false} />}
      <div className={styles['tools']}>
        <SearchField
          keys={keymap.search}
          label="Find an action"
          value={search}
          onChange={setSearch}
          wide
        />
        <Button
          icon={RotateCcw}
          disabledReason={blocked ?? (isChanged ? undefined : 'No key was changed.')}
          onClick={() => reset(ACTION_IDS, 'All keys are as they came.')}
        >
          Reset all
        </Button>
      </div>
      {groups.length === 0 && <p role="status">No action is called so.</p>}
      {groups.map(([group, ids]) => (
        <table key={group} className={styles['table']}>
          <caption className={styles['group']}>{group}</caption>
          <thead className={styles['heads']}>
            <tr>
              <th scope="col">Action</th>
              <th scope="col">Key</th>
              <th scope="col">Change</th>
            </tr>
          </thead>
          <tbody>
            {ids.map((id) => (
              <KeyRow
                key={id}
                {...{ id, blocked }}
                buttonId={buttonOf(id)}
                recording={recording?.id === id ? recording.start : undefined}
                onRecord={() => setRecording({ id, start: '' })}
                onReset={() => resetOne(id)}
                onClose={() => close(id)}
              />
            ))}
          </tbody>
        </table>
      ))}
    </section>
  );
}

function buttonOf(id: ActionId): string {
  return `change-${id}`;
}

function isFound(id: ActionId, search: string): boolean {
  const { label, group } = ACTIONS[id];
  return `${group} ${label}`.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase());
}
