import { createRootRoute } from '@tanstack/react-router';

import { Shell } from './shell.tsx';

export const rootRoute = createRootRoute({ component: Shell });

/** Of every screen that lists something. */
export const LIST = { hasSearch: true };

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The screen has a field that searches its list. */
    readonly hasSearch?: boolean;
  }
}
