import { createRootRoute } from '@tanstack/react-router';

import type { QueryName } from '../../shared/contract/index.ts';
import { Shell } from './shell.tsx';

export const rootRoute = createRootRoute({ component: Shell });

/** Of every screen that lists something. */
export const LIST = { hasSearch: true };

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The screen has a field that searches its list. */
    readonly hasSearch?: boolean;
    /** What the screen is called, and the query without which there is nothing to see on it. */
    readonly shows?: { readonly title: string; readonly query: QueryName };
  }
}
