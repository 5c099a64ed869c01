import { createMemoryHistory, type RouterHistory } from '@tanstack/react-router';
import { cleanup, render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { onTestFinished, vi } from 'vitest';

import { App } from '../../../src/renderer/app/app.tsx';
import type { Bridge } from '../../../src/shared/bridge.ts';
import { createFakeBridge, type Answers, type FakeBridge } from './fake-bridge.ts';
import { NOW } from './made-up-site.ts';

const readClock = () => NOW;

/** The whole console over made-up answers, at an address, with somebody to press its keys. */
export function renderApp(
  /** An address, or the history of a window that is there. */
  path: string | RouterHistory,
  answers: Answers,
  /** Where the window has a menu bar of ours. */
  menu?: NonNullable<Bridge['menu']>,
): {
  readonly bridge: FakeBridge;
  readonly user: UserEvent;
  /** Where the console is, as its address says. */
  readonly address: () => string;
  /** The back button of a browser. */
  readonly goBack: () => void;
} {
  // jsdom has no scrolling to reset.
  vi.stubGlobal('scrollTo', () => undefined);
  const bridge = { ...createFakeBridge(answers), ...(menu && { menu }) };
  const history = typeof path === 'string' ? createMemoryHistory({ initialEntries: [path] }) : path;
  const user = userEvent.setup();
  render(<App bridge={bridge} history={history} readClock={readClock} />);
  onTestFinished(() => {
    cleanup();
    localStorage.clear();
    vi.unstubAllGlobals();
  });
  return { bridge, user, address: () => history.location.href, goBack: () => history.back() };
}
