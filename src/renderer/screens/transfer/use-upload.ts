import { useState } from 'react';

import { IMPORT_PIECE_BYTES, MAX_IMPORT_FILE_BYTES } from '../../../shared/contract/transfer.ts';
import { isolated } from '../../app/counted.ts';
import { readBase64 } from '../../app/acts/save-file.ts';
import { callError } from '../../query/call-error.ts';
import { useCommand } from '../../query/use-command.ts';

interface Problem {
  readonly title: string;
  readonly why: string | undefined;
}

/** Hands a file to the application in pieces; the file may still be refused by who looks into it. */
export function useUpload(onDone: (id: string) => Promise<void>) {
  const starting = useCommand('imports.start');
  const appending = useCommand('imports.append');
  /** Why the file that was picked can’t be taken. */
  const [problem, setProblem] = useState<Problem | null>(null);
  const [progress, setProgress] = useState<{
    readonly done: number;
    readonly total: number;
  } | null>(null);
  const upload = async (file: File) => {
    if (file.size === 0 || file.size > MAX_IMPORT_FILE_BYTES) {
      const why = file.size === 0 ? 'It is empty.' : 'A file may have 200 MB.';
      setProblem({ title: `${isolated(file.name)} can’t be imported.`, why });
      return;
    }
    setProblem(null);
    setProgress({ done: 0, total: file.size });
    try {
      const { id } = await starting.run({ filename: file.name.slice(0, 255), size: file.size });
      for (let at = 0; at < file.size; at += IMPORT_PIECE_BYTES) {
        const piece = file.slice(at, at + IMPORT_PIECE_BYTES);
        await appending.run({ id, content: await readBase64(piece) });
        setProgress({ done: Math.min(at + IMPORT_PIECE_BYTES, file.size), total: file.size });
      }
      await onDone(id);
    } catch (error) {
      const { message, advice } = callError(error).failure;
      setProblem({ title: message, why: advice });
    } finally {
      setProgress(null);
    }
  };
  return { upload, progress, problem };
}
