import { useEffect, useRef } from 'react';

import type { InputOf, OutputOf } from '../../../shared/contract/index.ts';
import { useActs } from '../../app/acts/acts.tsx';
import { counted } from '../../app/counted.ts';
import { useCommand } from '../../query/use-command.ts';
import { whatWasNotTaken } from './import-result.tsx';

interface Importing {
  readonly run: (input: InputOf<'imports.run'>, onDone: (found: Imported) => void) => void;
  readonly pending: boolean;
}

type Imported = OutputOf<'imports.run'>;

/** Runs an import. Its screen shows the result; who has gone elsewhere is told it. */
export function useImporting(): Importing {
  const importing = useCommand('imports.run');
  const { tell, refuse } = useActs();
  const isShown = useRef(false);
  useEffect(() => {
    isShown.current = true;
    return () => void (isShown.current = false);
  }, []);
  return {
    pending: importing.pending,
    run: (input, onDone) =>
      void importing.run(input).then((found) => {
        tell({
          title: `${counted(found.accepted, 'person', 'people')} imported.`,
          description: whatWasNotTaken(found),
          undo: found.operationId,
          quiet: isShown.current,
        });
        onDone(found);
      }, refuse),
  };
}
