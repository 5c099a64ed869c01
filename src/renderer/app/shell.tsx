import { useState } from 'react';

import { useQueryOf } from '../query/use-query-of.ts';
import { UnderWayProvider } from '../ui/under-way.tsx';
import { ActionsProvider } from './keys/actions.tsx';
import { ActsProvider } from './acts/acts.tsx';
import { CommandPalette, type Recent } from './keys/command-palette.tsx';
import { FrameKeyBar } from './frame-key-bar.tsx';
import { FrameNotices } from './frame-notices.tsx';
import { KeymapProvider } from './keys/keymap.tsx';
import { KeysDialog } from './keys/keys-dialog.tsx';
import { PermittedScreen } from './permitted-screen.tsx';
import { RunningJobs } from './acts/running-jobs.tsx';
import { Sidebar } from './sidebar.tsx';
import { SlowActs, SlowActsProvider } from './acts/slow-acts.tsx';
import { TopStrip } from './top-strip.tsx';
import { useActionKeys } from './keys/use-action-keys.ts';
import { useFrameActions } from './use-frame-actions.ts';
import { useKept, useKeptValues } from './leaving/use-kept.ts';
import { useLetterKeys } from './keys/use-letter-keys.ts';
import { useOnLeaving } from './leaving/use-on-leaving.ts';
import { useReadyMark } from './use-ready-mark.ts';
import { useTouch } from './use-touch.ts';
import { WindowMenuBar } from './window-menu.tsx';
import styles from './shell.module.css';

const RECENT = 'recent';

/** The frame around every screen. */
export function Shell() {
  return (
    <KeymapProvider>
      <ActionsProvider>
        <SlowActsProvider>
          <ActsProvider>
            <Frame />
          </ActsProvider>
        </SlowActsProvider>
      </ActionsProvider>
    </KeymapProvider>
  );
}

function WorkUnderWay() {
  return (
    <>
      <RunningJobs />
      <SlowActs />
    </>
  );
}

/** The palette has a text in it that it begins with. */
type Overlay = { readonly palette: string } | 'keys' | null;

function Frame() {
  const [overlay, setOverlay] = useState<Overlay>(null);
  const [letterKeys, setLetterKeys] = useLetterKeys();
  const counts = useQueryOf('application.counts', {});
  useReadyMark(!counts.isPending);
  useTouch();
  const [recent, setRecent] = useKept<readonly Recent[]>(RECENT, []);
  const kept = useKeptValues();
  useOnLeaving(() => kept.forgetScreen(RECENT));
  useFrameActions({
    openPalette: () => setOverlay({ palette: '' }),
    openActs: () => setOverlay({ palette: '>' }),
    openKeys: () => setOverlay('keys'),
  });
  useActionKeys(letterKeys);
  const close = () => setOverlay(null);
  return (
    <div className={styles['shell']}>
      <Sidebar counts={counts.data} />
      <div className={styles['column']}>
        <TopStrip
          counts={counts.data}
          onPalette={() => setOverlay({ palette: '' })}
          onKeys={() => setOverlay('keys')}
        />
        <main className={styles['screen']}>
          <UnderWayProvider value={<WorkUnderWay />}>
            <PermittedScreen />
          </UnderWayProvider>
        </main>
        <FrameNotices counts={counts.data} />
        <WorkUnderWay />
      </div>
      <footer className={styles['keys']}>
        <FrameKeyBar
          letterKeys={letterKeys}
          onPalette={() => setOverlay({ palette: '' })}
          onKeys={() => setOverlay('keys')}
        />
      </footer>
      <WindowMenuBar onPalette={(palette) => setOverlay({ palette })} />
      {overlay === 'keys' ? (
        <KeysDialog letterKeys={letterKeys} onLetterKeysChange={setLetterKeys} onClose={close} />
      ) : (
        overlay !== null && (
          <CommandPalette
            start={overlay.palette}
            recent={recent}
            onRecent={setRecent}
            onClose={close}
          />
        )
      )}
    </div>
  );
}
