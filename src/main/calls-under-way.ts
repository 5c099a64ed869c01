/** Calls that came with a number and are being answered, see `createCallNumbers`. */
export class CallsUnderWay {
  readonly #calls = new Map<number, AbortController>();

  /** @param answer Its signal is aborted when nobody waits for the answer any more. */
  async run<Value>(
    call: number,
    answer: (signal: AbortSignal) => Promise<Value> | Value,
  ): Promise<Value> {
    const controller = new AbortController();
    this.#calls.set(call, controller);
    try {
      return await answer(controller.signal);
    } finally {
      this.#calls.delete(call);
    }
  }

  /** Nobody waits for this call; one that is not under way is none of ours. */
  drop(call: number): void {
    this.#calls.get(call)?.abort();
  }
}
