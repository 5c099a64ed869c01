import { AsyncLocalStorage } from 'node:async_hooks';

interface Call {
  hasActed: boolean;
}

const calls = new AsyncLocalStorage<Call>();

/**
 * Does a work that can be asked whether an operation was committed in it, also after it has failed: of
 * a command that writes more than once, a later part may fail when an earlier one stays.
 */
export function noticingActs<Value>(
  work: (hasActed: () => boolean) => Promise<Value>,
): Promise<Value> {
  const call: Call = { hasActed: false };
  return calls.run(call, () => work(() => call.hasActed));
}

/** Notes that an operation, or a part of one, was committed. */
export function noteAct(): void {
  const call = calls.getStore();
  if (call) call.hasActed = true;
}
