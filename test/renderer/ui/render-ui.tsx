import { render, type RenderResult } from '@testing-library/react';
import type { ReactNode } from 'react';

import { UiProvider } from '../../../src/renderer/ui/ui-provider.tsx';

/** 3 May 2026, 10:20 UTC. */
export const NOW = Date.UTC(2026, 4, 3, 10, 20);
const readClock = () => NOW;

/** Renders inside everything the components expect above them. */
export function renderUi(children: ReactNode): RenderResult {
  return render(children, { wrapper: Providers });
}

function Providers({ children }: { readonly children: ReactNode }) {
  return <UiProvider readClock={readClock}>{children}</UiProvider>;
}
