import type { ElectronModules } from './electron-modules.ts';

const SCHEMES = new Set(['https:', 'http:', 'mailto:']);
const MAX_LENGTH = 2_000;

/**
 * The address to hand to the system, or null. Systems start programs for other schemes and for
 * network paths, and read past blanks, backslashes and control characters in ways of their own.
 * A name before an @ passes for the host.
 */
export function externalAddress(text: string): string | null {
  if (text.length > MAX_LENGTH || /[\s\p{C}\\]/u.test(text) || !URL.canParse(text)) return null;
  const { protocol, username, password, href } = new URL(text);
  if (!SCHEMES.has(protocol) || username !== '' || password !== '') return null;
  if (protocol === 'mailto:') return href;
  return /^https?:\/\/[^/]/i.test(text) ? href : null;
}

/**
 * The only way out to the browser: web and mail addresses, after the person has seen the whole
 * address and agreed. While one question is open, others are not asked.
 */
export function createOpenExternal({
  dialog,
  shell,
  onError,
}: {
  readonly dialog: Pick<ElectronModules['dialog'], 'showMessageBox'>;
  readonly shell: Pick<ElectronModules['shell'], 'openExternal'>;
  readonly onError: (error: unknown) => void;
}): (text: string) => Promise<void> {
  let isAsking = false;
  return async (text) => {
    const address = externalAddress(text);
    if (address === null || isAsking) return;
    isAsking = true;
    try {
      const { response } = await dialog.showMessageBox({
        type: 'question',
        message: 'Open this address outside Gatehouse?',
        detail: address,
        buttons: ['Open', 'Cancel'],
        defaultId: 0,
        cancelId: 1,
        noLink: true,
      });
      if (response === 0) await shell.openExternal(address);
    } catch (error) {
      onError(error);
    } finally {
      isAsking = false;
    }
  };
}
