import { useState, type DragEvent } from 'react';

import type { PathKind } from '../../../shared/bridge.ts';
import { useBridge } from '../../bridge/bridge-provider.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './database.module.css';

interface PathFieldProps {
  readonly kind: PathKind;
  readonly label: string;
  readonly description: string;
  readonly placeholder: string;
  readonly value: string;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly onChange: (path: string) => void;
  /** A path was chosen in a dialog or dropped, rather than typed. */
  readonly onChosen?: ((path: string) => void) | undefined;
}

/** A path to type; in a window it can be chosen in the system's dialog, or dropped here. */
export function PathField({ kind, onChange, onChosen = onChange, ...field }: PathFieldProps) {
  const { choosePath, pathOf } = useBridge();
  const [isOver, setOver] = useState(false);
  const choose = async () => {
    const path = (await choosePath?.(kind)) ?? null;
    if (path !== null) onChosen(path);
  };
  const over = (next: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(next);
  };
  const drop = (event: DragEvent) => {
    over(false)(event);
    const [file] = event.dataTransfer.files;
    const path = file === undefined ? '' : (pathOf?.(file) ?? '');
    if (path !== '') onChosen(path);
  };
  return (
    <div
      className={styles['path']}
      {...(pathOf && {
        'data-over': isOver || undefined,
        onDragOver: over(true),
        onDragLeave: over(false),
        onDrop: drop,
      })}
    >
      <TextField
        {...field}
        name={kind === 'database' ? 'file' : 'folder'}
        mono
        onChange={onChange}
      />
      {choosePath && <Button onClick={() => void choose()}>Choose…</Button>}
    </div>
  );
}
