import { existsSync } from 'node:fs';

import chromium from '@sparticuz/chromium';

/** Where distributions put Chromium. */
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A Chromium that an earlier look has found, so that it is unpacked once. */
let found: string | undefined;

/** The installed Chromium, or the one that comes as a package; neither needs a download. */
export async function chromiumPath(): Promise<string> {
  found ??= INSTALLED.find(existsSync) ?? (await chromium.executablePath());
  return found;
}

/** How Playwright starts it: headless, without a sandbox where the tests run as root. */
export async function browserLaunch(): Promise<{ executablePath: string; args: string[] }> {
  return {
    executablePath: await chromiumPath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}
