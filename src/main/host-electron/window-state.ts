import { readFileSync, writeFileSync } from 'node:fs';

import type { BrowserWindow, Display, Rectangle } from 'electron';
import { z } from 'zod';

const windowState = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) }),
  isMaximized: z.boolean(),
});
type WindowState = z.infer<typeof windowState>;

/** How much of a window must be on a display to be worth going back there, in pixels. */
const MIN_VISIBLE = 120;

/**
 * Where the window was at the end of the last time, or null when that is not known or no display
 * shows that place any more.
 */
export function readWindowState(
  file: string,
  displays: readonly Pick<Display, 'workArea'>[],
): WindowState | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // The first start, or a folder that can't be read: the window opens at its usual place.
    return null;
  }
  const state = windowState.safeParse(parseJson(text)).data;
  if (!state) return null;
  return displays.some(({ workArea }) => isVisible(state.bounds, workArea)) ? state : null;
}

/** Keeps the window's place whenever it closes. */
export function keepWindowState(
  window: Pick<BrowserWindow, 'getNormalBounds' | 'isMaximized' | 'on'>,
  file: string,
  onError: (error: unknown) => void,
): void {
  window.on('close', () => {
    const state: WindowState = {
      bounds: window.getNormalBounds(),
      isMaximized: window.isMaximized(),
    };
    try {
      writeFileSync(file, JSON.stringify(state), { mode: 0o600 });
    } catch (error) {
      onError(error);
    }
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A damaged file is as good as none.
    return null;
  }
}

function isVisible(bounds: Rectangle, area: Rectangle): boolean {
  const right = Math.min(bounds.x + bounds.width, area.x + area.width);
  const bottom = Math.min(bounds.y + bounds.height, area.y + area.height);
  return (
    right - Math.max(bounds.x, area.x) >= MIN_VISIBLE &&
    bottom - Math.max(bounds.y, area.y) >= MIN_VISIBLE
  );
}
