import { keepNewest } from '../../../shared/keep-newest.ts';

/** Keeps what was found by what was asked, while nothing changes; the oldest goes first. */
export class Kept<Value> {
  readonly #values = new Map<string, Value>();
  readonly #most: number;
  readonly #version: () => number;
  #keptVersion = 0;

  /** @param version Grows whenever what was found may be no more. */
  constructor(most: number, version: () => number) {
    this.#most = most;
    this.#version = version;
  }

  get(key: string): Value | undefined {
    this.#clearOld();
    return this.#values.get(key);
  }

  /** @param version What it was found at: it is not kept if something has changed since. */
  put(key: string, value: Value, version: number): void {
    this.#clearOld();
    if (this.#keptVersion !== version) return;
    this.#values.set(key, value);
    keepNewest(this.#values, this.#most);
  }

  #clearOld(): void {
    const version = this.#version();
    if (this.#keptVersion !== version) this.#values.clear();
    this.#keptVersion = version;
  }
}
