import { Lock } from 'lucide-react';

import type { Lack } from '../../../shared/rights.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

/** In place of what somebody may not see: why, and who could let them. */
export function LackNotice({ lack }: { readonly lack: Lack }) {
  return <EmptyState icon={Lock} title={lack.message} text={lack.advice} />;
}
