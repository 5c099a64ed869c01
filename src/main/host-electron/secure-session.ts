import type { Session } from 'electron';

import { isConsolePage, isOwnAddress } from './own-address.ts';

type Secured = Pick<
  Session,
  | 'on'
  | 'setDevicePermissionHandler'
  | 'setPermissionCheckHandler'
  | 'setPermissionRequestHandler'
  | 'setSpellCheckerEnabled'
  | 'webRequest'
>;

/**
 * Denies a session what Electron allows by default: permissions, devices, the network. The console
 * itself may write the clipboard, and load and save what is its own.
 */
export function secureSession(session: Secured): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) =>
    callback(isAllowed(permission, details)),
  );
  session.setPermissionCheckHandler((_contents, permission, _origin, details) =>
    isAllowed(permission, details),
  );
  session.setDevicePermissionHandler(() => false);
  // Its dictionaries would be downloaded.
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: !isLocal(url) }));
  session.on('will-download', (event, item) => {
    if (!isLocal(item.getURL())) event.preventDefault();
  });
}

function isAllowed(
  permission: string,
  details: { readonly isMainFrame: boolean; readonly requestingUrl?: string },
): boolean {
  const { isMainFrame, requestingUrl = '' } = details;
  return permission === 'clipboard-sanitized-write' && isMainFrame && isConsolePage(requestingUrl);
}

/** The console's own files, and what its page has made itself. */
function isLocal(url: string): boolean {
  return isOwnAddress(url.replace(/^blob:/, ''));
}
