import { useMutation } from '@tanstack/react-query';

import type { CommandName, InputOf, OutputOf } from '../../shared/contract/index.ts';
import { useBridge } from '../bridge/bridge-provider.tsx';
import type { CallError } from './call-error.ts';
import { call } from './call.ts';

export interface Command<Name extends CommandName> {
  /** @throws CallError */
  readonly run: (input: InputOf<Name>) => Promise<OutputOf<Name>>;
  readonly pending: boolean;
  readonly error: CallError | null;
}

/** A command to run. What it changes is asked again by itself. */
export function useCommand<Name extends CommandName>(name: Name): Command<Name> {
  const bridge = useBridge();
  const mutation = useMutation<OutputOf<Name>, CallError, InputOf<Name>>({
    mutationKey: [name],
    mutationFn: (input) => call(bridge, name, input),
  });
  return {
    run: mutation.mutateAsync,
    pending: mutation.isPending,
    error: mutation.error,
  };
}
