import { Outlet, useMatches } from '@tanstack/react-router';

import { PageHeader } from '../ui/page-header.tsx';
import { LackNotice } from './acts/lack-notice.tsx';
import { useLack } from './acts/use-block.ts';

/** The screen where one is, or why whoever is signed in may not see it and who could let them. */
export function PermittedScreen() {
  const shows = useMatches({ select: (matches) => matches.at(-1)?.staticData.shows });
  const lack = useLack(shows?.query ?? 'session.state');
  if (shows === undefined || lack === null) return <Outlet />;
  return (
    <>
      <PageHeader title={shows.title} />
      <LackNotice lack={lack} />
    </>
  );
}
