import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';

import type { SessionState } from '../../shared/contract/session.ts';
import { useConnection } from '../bridge/bridge-provider.tsx';
import { procedureOf } from '../query/query-provider.tsx';
import { useQueryOf } from '../query/use-query-of.ts';
import { FirstRunScreen } from '../screens/session/first-run-screen.tsx';
import { LockedScreen } from '../screens/session/locked-screen.tsx';
import { SignInScreen } from '../screens/session/sign-in-screen.tsx';
import { isOfDrafts } from './leaving/drafts.ts';
import { UiProvider } from '../ui/ui-provider.tsx';
import { CallFailed } from './acts/call-failed.tsx';
import { GoAwayProvider, useGoingAway } from './leaving/going-away.ts';
import { HiddenPage } from './hidden-page.tsx';
import { forgetLateOutcomes } from './acts/late-outcomes.ts';
import { NoTokenPage } from './no-token-page.tsx';
import { KeptProvider, useKeptFor } from './leaving/use-kept.ts';
import { useLeaveUnattended } from './leaving/use-leave-unattended.ts';

interface SessionGateProps {
  readonly nonce?: string | undefined;
  readonly readClock: () => number;
  readonly children: ReactNode;
}

/**
 * Lets the frame exist while somebody is signed in, and nothing of it at any other time: rows,
 * dialogs and toasts go with it, and what was asked is forgotten. What was typed, and in which dialog,
 * stays in memory while it is locked, for the same person alone. Whoever goes away while the connection
 * is lost leaves nothing on the screen either. When the application was started anew,
 * the frame stays with what is typed in it until one leaves, or nobody is there.
 */
export function SessionGate({ nonce, readClock, children }: SessionGateProps) {
  const client = useQueryClient();
  const connection = useConnection().state.kind;
  const { data, error, refetch } = useQueryOf('session.state', {});
  const {
    goAway,
    untold,
    error: wayOutError,
  } = useGoingAway(() => refetch({ throwOnError: true }));
  const signedIn = data?.phase === 'signed-in' && untold === null;
  const [wasOpen, setWasOpen] = useState(false);
  if (signedIn && !wasOpen) setWasOpen(true);
  useEffect(() => {
    if (signedIn && connection !== 'left') return;
    client.removeQueries({
      predicate: (query) =>
        isOfDrafts(query) ? connection === 'left' : procedureOf(query)?.access !== 'public',
    });
  }, [client, signedIn, connection]);
  useLeaveUnattended(signedIn ? data.idleLockMinutes : undefined, () => goAway('session.lock'));
  const whose = data?.person?.id;
  const kept = useKeptFor(whose, !signedIn);
  useEffect(() => {
    if (whose === undefined) return undefined;
    return () => {
      client.removeQueries({ predicate: isOfDrafts });
      forgetLateOutcomes(client);
    };
  }, [client, whose]);

  const isOver = connection === 'left' || (connection === 'refused' && !signedIn);
  if (isOver) return <NoTokenPage restarted />;
  if (untold !== null) {
    return <HiddenPage way={untold} error={wayOutError} onRetry={() => goAway(untold)} />;
  }
  return (
    <UiProvider key={signedIn ? whose : 'out'} nonce={nonce} readClock={readClock}>
      {data === undefined && error && <CallFailed error={error} onRetry={() => void refetch()} />}
      {data &&
        (signedIn ? (
          <GoAwayProvider value={goAway}>
            <KeptProvider value={kept}>{children}</KeptProvider>
          </GoAwayProvider>
        ) : (
          <SessionScreen key={data.openedAt} state={data} wasOpen={wasOpen} />
        ))}
    </UiProvider>
  );
}

/** Begun anew with every database that is opened. */
function SessionScreen({
  state,
  wasOpen,
}: {
  readonly state: SessionState;
  readonly wasOpen: boolean;
}) {
  const [firstPhase] = useState(state.phase);
  if (state.phase === 'setup') {
    return <FirstRunScreen suggestedSite={state.suggestedSite} />;
  }
  if (state.phase === 'locked' && state.person) {
    return <LockedScreen {...state} username={state.person.username} wasOpen={wasOpen} />;
  }
  return (
    <SignInScreen
      siteName={state.siteName}
      demonstration={state.demonstration}
      isJustSetUp={firstPhase === 'setup'}
    />
  );
}
