/** One at a time, in the order they asked. */
export class Turns {
  #last: Promise<void> = Promise.resolve();
  #end: (() => void) | undefined;

  async take(): Promise<void> {
    const before = this.#last;
    const turn = Promise.withResolvers<void>();
    this.#last = turn.promise;
    await before;
    this.#end = turn.resolve;
  }

  release(): void {
    this.#end?.();
  }
}
