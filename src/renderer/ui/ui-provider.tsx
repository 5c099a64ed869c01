import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import type { ReactNode } from 'react';

import { ClockProvider } from './clock.tsx';
import { useSteadyFoot } from './steady-foot.ts';
import { ToastProvider } from './toast.tsx';
import { useHoverTitles } from './use-hover-titles.ts';

const TOOLTIP_DELAY_MS = 450;

interface UiProviderProps {
  /** The style nonce of this page load; without it no component renders a style element. */
  readonly nonce?: string | undefined;
  /** Milliseconds since 1970. */
  readonly readClock: () => number;
  readonly children: ReactNode;
}

/** Everything the components expect above them, once per window. */
export function UiProvider({ nonce, readClock, children }: UiProviderProps) {
  useHoverTitles();
  useSteadyFoot();
  return (
    <CSPProvider nonce={nonce} disableStyleElements={nonce === undefined}>
      <ClockProvider read={readClock}>
        <Tooltip.Provider delay={TOOLTIP_DELAY_MS}>
          <ToastProvider>{children}</ToastProvider>
        </Tooltip.Provider>
      </ClockProvider>
    </CSPProvider>
  );
}
