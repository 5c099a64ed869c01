/** One at a time, in the order they asked. */
export class Turns {
  #last: Promise<void> = Promise.resolve();
  #end: (() => void) | undefined;
  #asked = 0;

  /** Whether nobody has it, and nobody waits for it. */
  get areFree(): boolean {
    return this.#asked === 0;
  }

  async take(): Promise<void> {
    const before = this.#last;
    const turn = Promise.withResolvers<void>();
    this.#last = turn.promise;
    this.#asked += 1;
    await before;
    this.#end = turn.resolve;
  }

  release(): void {
    this.#asked -= 1;
    this.#end?.();
  }
}
