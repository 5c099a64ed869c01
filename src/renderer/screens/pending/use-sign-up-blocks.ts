import { useBlock } from '../../app/acts/use-block.ts';

/** Why acts on sign-ups can't be done now; undefined where they can. */
export interface SignUpBlocks {
  readonly blocked: string | undefined;
  /** Of those that delete. */
  readonly removeBlocked: string | undefined;
  /** Of those that show links. */
  readonly linksBlocked: string | undefined;
}

/** @param blocked Why nothing of a sign-up can be changed, or undefined. */
export function useSignUpBlocks(blocked: string | undefined): SignUpBlocks {
  const removeBlocked = useBlock('registrations.delete');
  const linksBlocked = useBlock('registrations.links');
  return { blocked, removeBlocked, linksBlocked };
}
