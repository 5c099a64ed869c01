// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { Dialog } from '../../../src/renderer/ui/dialog.tsx';
import { Notice } from '../../../src/renderer/ui/notice.tsx';
import { renderUi } from './render-ui.tsx';

const STRIP_PX = 32;
const BOTTOM = 700;
const WIDTH_PX = 500;
let observers: { readonly part: Element; readonly tell: () => void }[] = [];

/** Tells at once of what is observed, as browsers do in the next frame. */
class Sizes {
  readonly #tell: () => void;
  constructor(tell: () => void) {
    this.#tell = tell;
  }
  observe(part: Element): void {
    observers.push({ part, tell: this.#tell });
  }
  unobserve(): void {}
  disconnect(): void {
    observers = observers.filter(({ tell }) => tell !== this.#tell);
  }
}

/** Strips stand at the foot of the window, the last one lowest. */
function boxOf(this: Element): DOMRect {
  const strips = [...document.querySelectorAll('[data-variant="foot-strip"]')];
  const place = strips.indexOf(this);
  if (place === -1) return new DOMRect();
  return new DOMRect(0, BOTTOM - (strips.length - place) * STRIP_PX, WIDTH_PX, STRIP_PX);
}

let now = 0;
beforeEach(() => {
  now += 10_000;
  vi.stubGlobal('ResizeObserver', Sizes);
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(boxOf);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const onRelease = vi.fn<() => void>();
const onTryNow = vi.fn<() => void>();

function Page({ isPaused }: { readonly isPaused: boolean }) {
  return (
    <>
      <button onClick={onRelease}>Above</button>
      <Notice
        variant="foot-strip"
        tone="warn"
        title="Held."
        action={{ label: 'Release', onClick: onRelease }}
      />
      {isPaused && (
        <Notice
          variant="foot-strip"
          tone="warn"
          title="Paused."
          action={{ label: 'Try now', onClick: onTryNow }}
        />
      )}
    </>
  );
}

const laidOut = () => act(() => observers.forEach(({ tell }) => tell()));

/** A page on which a second strip has just come up, below the first. */
function pauseOver(): void {
  const { rerender } = renderUi(<Page isPaused={false} />);
  laidOut();
  now += 1_000;
  rerender(<Page isPaused />);
  laidOut();
  onRelease.mockClear();
  onTryNow.mockClear();
}

const press = (name: string, clientY: number, init: MouseEventInit = {}) =>
  fireEvent.click(screen.getByRole('button', { name }), { clientY, detail: 1, ...init });

test('a click lands on no button that came where another one was a moment before', () => {
  pauseOver();
  press('Try now', BOTTOM - 10);
  press('Release', BOTTOM - STRIP_PX - 10);
  expect(onTryNow).not.toHaveBeenCalled();
  expect(onRelease).not.toHaveBeenCalled();
  now += 500;
  press('Try now', BOTTOM - 10);
  expect(onTryNow).toHaveBeenCalledOnce();
});

test('keys, and what stands elsewhere, wait for nothing', () => {
  pauseOver();
  press('Try now', 0, { detail: 0 });
  expect(onTryNow).toHaveBeenCalledOnce();
  press('Above', 100);
  press('Above', BOTTOM + 10);
  press('Above', BOTTOM - 10, { clientX: WIDTH_PX + 10 });
  expect(onRelease).toHaveBeenCalledTimes(3);
});

test('a dialog over the foot does not move with it, and takes every click', async () => {
  const onCancel = vi.fn<() => void>();
  renderUi(
    <Dialog open onOpenChange={onCancel} title="Under way">
      <button onClick={onCancel}>Cancel</button>
    </Dialog>,
  );
  pauseOver();
  press('Cancel', BOTTOM - 10);
  expect(onCancel).toHaveBeenCalledOnce();
});

test('a strip in a dialog is at no foot: what it leaves behind takes every click', () => {
  const strip = <Notice variant="foot-strip" tone="neutral" title="Under way." />;
  const page = <button onClick={onRelease}>Below</button>;
  const { rerender } = renderUi(
    <>
      {page}
      <Dialog open onOpenChange={() => undefined} title="Question">
        {strip}
      </Dialog>
    </>,
  );
  laidOut();
  now += 1_000;
  rerender(page);
  onRelease.mockClear();
  press('Below', BOTTOM - 10);
  expect(onRelease).toHaveBeenCalledOnce();
});
