import type { InputOf, OutputOf, QueryName } from '../../shared/contract/index.ts';
import { useBridge } from '../bridge/bridge-provider.tsx';
import { call } from './call.ts';

/** Asks once, outside any list: `const links = await ask('registrations.links', { ids })`. */
export function useCall() {
  const bridge = useBridge();
  return <Name extends QueryName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> =>
    call(bridge, name, input);
}
