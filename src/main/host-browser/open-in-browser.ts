import { spawn } from 'node:child_process';

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/**
 * Opens an address in the person's browser. Where there is no display nothing happens, because the
 * opener would start a text browser in the terminal.
 *
 * @param address Stands on command lines that every user of the machine can read: without a secret
 *   that lasts.
 * @param onFailure Told when no program could be started; the address has been printed anyway.
 */
export function openInBrowser(
  address: string,
  {
    platform,
    environment,
    onFailure,
  }: {
    readonly platform: NodeJS.Platform;
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly onFailure: (error: Error) => void;
  },
): void {
  const opener = OPENERS[platform];
  if (!opener && !environment['DISPLAY'] && !environment['WAYLAND_DISPLAY']) return;
  const [program, ...args] = opener ?? ['xdg-open'];
  const child = spawn(program, [...args, address], { stdio: 'ignore', detached: true });
  child.once('error', onFailure);
  child.unref();
}
