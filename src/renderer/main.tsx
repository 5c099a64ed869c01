import './app/configure-zod.ts';
import './ui/fonts.ts';
import './ui/tokens.css';
import './ui/reset.css';
import './ui/forced-colors.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './app/app.tsx';
import { NoTokenPage } from './app/no-token-page.tsx';
import { applyTheme, readTheme } from './app/theme.ts';
import { createWindowHistory } from './app/window-history.ts';
import { connectBridge } from './bridge/connect-bridge.ts';
import { styleNonce } from './ui/style-nonce.ts';

applyTheme(readTheme());
// Before the router starts: the first hash may be the token, which is no address.
const connected = connectBridge();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');

createRoot(root).render(
  <StrictMode>
    {connected === null ? (
      <NoTokenPage />
    ) : (
      <App
        {...connected}
        history={createWindowHistory()}
        nonce={styleNonce()}
        readClock={Date.now}
      />
    )}
  </StrictMode>,
);
