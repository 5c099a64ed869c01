import { useState } from 'react';

import type { DatabaseState } from '../../../shared/contract/database.ts';
import { describeSize } from '../../../shared/describe-size.ts';
import { useActs } from '../../app/acts/acts.tsx';
import { FormRefusal } from '../../app/acts/form-refusal.tsx';
import { useCommandForm } from '../../query/use-command-form.ts';
import { Button } from '../../ui/button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from '../database/database.module.css';
import { PathField } from '../database/path-field.tsx';
import settings from './settings.module.css';

interface DatabaseCopiesProps {
  readonly state: Pick<DatabaseState, 'copies' | 'copyFolder'>;
  readonly blocked: string | undefined;
  readonly onCopied: () => void;
}

/** Copies of the database, as it was at a moment, and the way to another one. */
export function DatabaseCopies({ state, blocked, onCopied }: DatabaseCopiesProps) {
  const form = useCommandForm('database.copy');
  const { tell } = useActs();
  const [folder, setFolder] = useState('');
  const copy = async () => {
    const made = await form.submit({ folder });
    if (made === null) return;
    tell({ title: 'The database is copied.', description: made.file, undo: null });
    onCopied();
  };
  const error = form.fieldErrors['folder'];
  return (
    <form
      className={styles['form']}
      aria-label="Copies"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (blocked === undefined) void copy();
      }}
    >
      <h3 className={settings['heading']}>Copies</h3>
      {error === undefined && <FormRefusal form={form} />}
      <PathField
        kind="folder"
        label="Folder"
        description="Leave it empty to put the copy into the data folder."
        placeholder={state.copyFolder}
        value={folder}
        error={error}
        onChange={(next) => {
          setFolder(next);
          form.clear('folder');
        }}
      />
      <div>
        <Button type="submit" pending={form.pending} disabledReason={blocked}>
          Make a copy now
        </Button>
      </div>
      {state.copies.length === 0 ? (
        <p className={styles['hint']}>There is none in the data folder yet.</p>
      ) : (
        <ul className={styles['copies']}>
          {state.copies.map(({ file, size, at }) => (
            <li key={file}>
              <bdi className={styles['mono']}>{file}</bdi>{' '}
              <span className={styles['hint']}>
                {describeSize(size)}, <RelativeTime at={at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}
