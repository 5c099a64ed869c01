import type { Page } from 'playwright-core';

/** What is used here of a browser's page; benches are compiled without its types. */
interface PageElement {
  value: string;
  scrollTop: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
  scrollBy(by: { readonly top: number }): void;
  getBoundingClientRect(): { readonly top: number; readonly bottom: number };
  querySelectorAll(selector: string): Iterable<PageElement>;
  append(...parts: readonly (PageElement | string)[]): void;
  replaceChildren(...parts: readonly PageElement[]): void;
  addEventListener(kind: string, listener: () => void): void;
}
declare const document: {
  readonly body: PageElement;
  querySelector(selector: string): PageElement | null;
  createElement(tag: string): PageElement;
  addEventListener(
    kind: string,
    listener: (event: { readonly timeStamp: number }) => void,
    options: { readonly capture: boolean; readonly once: boolean },
  ): void;
};
declare const requestAnimationFrame: (callback: (now: number) => void) => number;

/** The mark that the console sets once the rows of a question are on screen. */
const MARK = 'rows-painted';

/**
 * From the input event that a press makes until the rows of the question are painted.
 * @returns Milliseconds.
 */
export async function untilPainted(
  page: Page,
  question: string,
  press: () => Promise<unknown>,
): Promise<number> {
  // Listening first: a press that is faster than the listener would look shorter than it was.
  const painted = await page.evaluateHandle(
    ([mark, wanted]) => ({
      time: new Promise<number>((resolve) => {
        let pressed = performance.now();
        const onInput = (event: { readonly timeStamp: number }) => {
          pressed = event.timeStamp;
        };
        document.addEventListener('beforeinput', onInput, { capture: true, once: true });
        const observer = new PerformanceObserver((list) => {
          const entry = list
            .getEntriesByName(mark)
            .find((each) => 'detail' in each && each.detail === wanted);
          if (entry === undefined) return;
          observer.disconnect();
          resolve(entry.startTime - pressed);
        });
        observer.observe({ type: 'mark' });
        setTimeout(() => resolve(Number.NaN), 3_000);
      }),
    }),
    [MARK, question] as const,
  );
  await press();
  return painted.evaluate(({ time }) => time);
}

interface Scrolled {
  readonly longestFrame: number;
  /** How long a row without its data was in sight, at most. */
  readonly longestBlank: number;
}

/** Drops the thumb at twenty places and waits for their rows, then turns the wheel for 3 seconds. */
export function scrollThrough(page: Page): Promise<Scrolled> {
  return page.evaluate(async () => {
    const grid = document.querySelector('[role=grid]');
    if (grid === null) throw new Error('There is no grid.');
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const isBlank = () => {
      const { top, bottom } = grid.getBoundingClientRect();
      return [...grid.querySelectorAll('[aria-busy=true]')].some((row) => {
        const box = row.getBoundingClientRect();
        return box.bottom > top + 30 && box.top < bottom;
      });
    };
    let [before, longestFrame, blankSince, longestBlank] = [await frame(), 0, 0, 0];
    const look = async () => {
      const now = await frame();
      longestFrame = Math.max(longestFrame, now - before);
      before = now;
      if (!isBlank()) blankSince = 0;
      else if (blankSince === 0) blankSince = now;
      else longestBlank = Math.max(longestBlank, now - blankSince);
    };
    const end = grid.scrollHeight - grid.clientHeight;
    for (let place = 1; place <= 20; place += 1) {
      grid.scrollTop = (end * ((place * 7) % 20)) / 20;
      for (let waited = 0; waited < 300; waited += 1) {
        await look();
        if (waited > 2 && blankSince === 0) break;
      }
    }
    for (let turn = 0; turn < 180; turn += 1) {
      grid.scrollBy({ top: 240 });
      await look();
    }
    return { longestFrame, longestBlank };
  });
}

/** A page of the same size that answers each key with as many made-up rows, and nothing else. */
export async function bareRows(page: Page): Promise<void> {
  await page.goto('about:blank');
  await page.evaluate((mark) => {
    const input = document.createElement('input');
    const list = document.createElement('div');
    document.body.append(input, list);
    input.addEventListener('input', () => {
      const rows = Array.from({ length: 28 }, (_, row) => {
        const line = document.createElement('div');
        line.append(...Array.from({ length: 7 }, (__, cell) => `${input.value} ${row} ${cell} `));
        return line;
      });
      list.replaceChildren(...rows);
      requestAnimationFrame(() => {
        setTimeout(() => performance.mark(mark, { detail: input.value.trim() }));
      });
    });
  }, MARK);
}

/** The longest of 180 frames in which nothing happens. */
export function longestFrameOf(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    let [before, longest] = [await frame(), 0];
    for (let step = 0; step < 180; step += 1) {
      const now = await frame();
      longest = Math.max(longest, now - before);
      before = now;
    }
    return longest;
  });
}
