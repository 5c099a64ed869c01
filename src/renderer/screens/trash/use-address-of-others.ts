import type { OutputOf } from '../../../shared/contract/index.ts';
import type { TrashRow } from '../../../shared/contract/trash.ts';
import { useQueryOf } from '../../query/use-query-of.ts';

interface AddressOfOthers {
  /** Undefined for nobody, and until it is known. */
  readonly shared: OutputOf<'accounts.othersAt'> | undefined;
  readonly isComing: boolean;
}

/** Who has the address of somebody in the trash by now. */
export function useAddressOfOthers({ id, email }: TrashRow): AddressOfOthers {
  const { data, isPending } = useQueryOf('accounts.othersAt', { id, email });
  const isShared = data !== undefined && data.accounts.length > 0;
  return { shared: isShared ? data : undefined, isComing: isPending };
}
