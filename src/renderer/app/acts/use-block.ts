import { contract, type ProcedureName } from '../../../shared/contract/index.ts';
import { type Lack, lackInWords, lackOf } from '../../../shared/rights.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { useWriteBlock } from './use-write-block.ts';

/** What whoever is signed in lacks for a call, or null when they may. */
export function useLack(name: ProcedureName): Lack | null {
  const { data: session } = useQueryOf('session.state', {});
  return session?.person ? lackOf(contract[name].access, session.person) : null;
}

/** Why a call can’t be made now, for the button that would; undefined when it can. */
export function useBlock(name: ProcedureName): string | undefined {
  const lack = useLack(name);
  const writeBlock = useWriteBlock();
  if (lack !== null) return lackInWords(lack);
  return contract[name].kind === 'command' ? writeBlock : undefined;
}
