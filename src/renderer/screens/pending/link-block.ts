import type { Stage } from './use-pending-acts.ts';

/** Why no activation link is of use any more, or undefined while one is. */
export function linkBlock(stage: Stage): string | undefined {
  return stage === 'to-approve'
    ? 'The address is confirmed already: approve or reject.'
    : undefined;
}
