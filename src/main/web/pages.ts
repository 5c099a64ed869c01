import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Files } from './files.ts';
import { CONSOLE_HEADERS, consolePolicy } from './policy.ts';
import type { Previews } from './previews.ts';

/** Answers what the console loads, in both hosts. */
export type Pages = (request: Request) => Promise<Response>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Stands in the built page where each answer's own nonce goes. */
const NONCE_PLACE = '__NONCE__';

/**
 * Serves the built renderer from a map made once, mail previews and files. Nothing else has a path.
 *
 * @param renderer Folder of the built renderer.
 */
export async function createPages(given: {
  readonly renderer: URL;
  readonly previews: Previews;
  readonly files: Files;
  readonly randomBytes: (size: number) => Buffer;
}): Promise<Pages> {
  const assets = await readAssets(fileURLToPath(given.renderer));
  const index = assets.get('/index.html')?.body.toString('utf8') ?? '';
  const page = (): Response => {
    const nonce = given.randomBytes(16).toString('base64url');
    return new Response(index.replaceAll(NONCE_PLACE, nonce), {
      headers: {
        ...CONSOLE_HEADERS,
        'content-type': TYPES['.html'] ?? '',
        'content-security-policy': consolePolicy(nonce),
        'cache-control': 'no-store',
      },
    });
  };
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refused(405);
    if (pathname === '/' || pathname === '/index.html') return page();
    const asset = assets.get(pathname);
    if (asset) return assetResponse(asset);
    return given.previews.page(pathname) ?? (await given.files.answer(pathname)) ?? refused(404);
  };
}

interface Asset {
  readonly body: Buffer;
  readonly type: string;
}

async function readAssets(folder: string): Promise<ReadonlyMap<string, Asset>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const assets = new Map<string, Asset>();
  for (const entry of entries) {
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || !type) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, file).split(sep).join('/')}`;
    assets.set(path, { body: await readFile(file), type });
  }
  return assets;
}

function assetResponse({ body, type }: Asset): Response {
  return new Response(new Uint8Array(body), {
    headers: {
      ...CONSOLE_HEADERS,
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
    },
  });
}

function refused(status: number): Response {
  return new Response(status === 404 ? 'Not found' : 'Not allowed', {
    status,
    headers: { ...CONSOLE_HEADERS, 'content-type': 'text/plain; charset=utf-8' },
  });
}
