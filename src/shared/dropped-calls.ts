/** An AbortSignal, as much of it as is needed. */
export interface DropSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options: { readonly once: true }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * Numbers calls on their way to another thread or process, which no signal can be handed to: one
 * whose answer nobody waits for any more is named by its number.
 *
 * @param drop Names it to the other side.
 */
export function createCallNumbers(drop: (call: number) => void) {
  let last = 0;
  return async <Value>(
    signal: DropSignal | undefined,
    make: (call: number) => Promise<Value>,
  ): Promise<Value> => {
    last += 1;
    const call = last;
    const tell = () => drop(call);
    signal?.addEventListener('abort', tell, { once: true });
    try {
      const made = make(call);
      // It tells only once, and may have done so before anybody listened.
      if (signal?.aborted) tell();
      return await made;
    } finally {
      signal?.removeEventListener('abort', tell);
    }
  };
}
