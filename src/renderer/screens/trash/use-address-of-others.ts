import type { OutputOf } from '../../../shared/contract/index.ts';
import type { TrashRow } from '../../../shared/contract/trash.ts';
import { useQueryOf } from '../../query/use-query-of.ts';

/** Who has the address of somebody in the trash by now; undefined for nobody, and until it is known. */
export function useAddressOfOthers({
  id,
  email,
}: TrashRow): OutputOf<'accounts.othersAt'> | undefined {
  const { data } = useQueryOf('accounts.othersAt', { id, email });
  return data !== undefined && data.accounts.length > 0 ? data : undefined;
}
