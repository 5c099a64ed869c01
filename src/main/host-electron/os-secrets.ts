import type { OpenedSecret, SecretBox } from '../secrets/secret-box.ts';
import type { ElectronModules } from './electron-modules.ts';

const TAG = 'os:v1:';

const NOTICE =
  'This system offers no key store. The mail server’s password is sealed with a key file ' +
  'in the data folder instead.';

type SafeStorage = Pick<
  ElectronModules['safeStorage'],
  | 'decryptStringAsync'
  | 'encryptStringAsync'
  | 'getSelectedStorageBackend'
  | 'isAsyncEncryptionAvailable'
>;

/**
 * Seals secrets with the system's key store. Where there is none, which on Linux Chromium hides
 * behind a fixed password, the file's way is taken and a notice says so.
 *
 * @param given.fallback Seals by a key file, and opens what was sealed so.
 */
export async function createOsSecrets({
  safeStorage,
  platform,
  fallback,
}: {
  readonly safeStorage: SafeStorage;
  readonly platform: NodeJS.Platform;
  readonly fallback: SecretBox;
}): Promise<{ readonly secrets: SecretBox; readonly notice: string | null }> {
  const isAvailable =
    (await safeStorage.isAsyncEncryptionAvailable()) &&
    (platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text');
  const open = async (sealed: string): Promise<OpenedSecret> => {
    if (!sealed.startsWith(TAG)) return fallback.open(sealed);
    const bytes = Buffer.from(sealed.slice(TAG.length), 'base64');
    const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(bytes);
    return { secret: result, isOutdated: shouldReEncrypt };
  };
  const seal = async (secret: string): Promise<string> =>
    TAG + (await safeStorage.encryptStringAsync(secret)).toString('base64');
  return isAvailable
    ? { secrets: { seal, open }, notice: null }
    : { secrets: { seal: fallback.seal, open }, notice: NOTICE };
}
