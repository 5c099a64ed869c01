import type { StartNotice, StartStatus } from '../../shared/contract/application.ts';

/**
 * What there is to tell about a start: where parts can be reached, and what is not as wished.
 * @param notice What there is to tell besides, or null.
 */
export function createStartStatus(
  start: Pick<StartStatus, 'version' | 'dataDirectory' | 'readOnly'>,
  notice: StartNotice | null,
) {
  const addresses = { console: null, accountsSite: null, captureServer: null } as {
    -readonly [Part in keyof StartStatus['addresses']]: string | null;
  };
  const notices: StartStatus['notices'] = [];
  const warn = (text: string | null): void => {
    if (text !== null) notices.push({ tone: 'warn', text });
  };
  warn(start.readOnly);
  if (notice !== null) notices.push(notice);
  return {
    /** @param notes What to tell when the address is not the wished one, or null. */
    note(
      part: keyof typeof addresses,
      address: string | null,
      ...notes: readonly (string | null)[]
    ): void {
      addresses[part] = address;
      for (const note of notes) warn(note);
    },
    read: (): StartStatus => ({ ...start, addresses: { ...addresses }, notices: [...notices] }),
  };
}
