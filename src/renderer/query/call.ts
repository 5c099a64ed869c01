import type { Bridge } from '../../shared/bridge.ts';
import type { InputOf, OutputOf, ProcedureName } from '../../shared/contract/index.ts';
import { CallError } from './call-error.ts';

/** One call over the bridge, typed by the contract. The application has parsed the output. */
export async function call<Name extends ProcedureName>(
  bridge: Bridge,
  name: Name,
  input: InputOf<Name>,
  signal?: AbortSignal,
): Promise<OutputOf<Name>> {
  const result = await bridge.invoke(name, input, signal);
  if (!result.ok) throw new CallError(result.error);
  return result.value as OutputOf<Name>;
}
