import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The engines of Electron 45, written out because electron-vite 6 only knows Electron up to 44. */
const NODE_TARGET = 'node24';
const CHROME_TARGET = 'chrome156';

export default defineConfig({
  main: {
    build: {
      target: NODE_TARGET,
      outDir: at('out/main'),
      rollupOptions: {
        input: {
          index: at('src/main/index.ts'),
          browser: at('src/main/browser.ts'),
          'application-thread': at('src/main/application-thread.ts'),
          'people-thread': at('src/main/people/people-thread.ts'),
          'mail-reading-thread': at('src/main/mail-reading-thread.ts'),
          'checkpoint-thread': at('src/main/db/checkpoint-thread.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: NODE_TARGET,
      outDir: at('out/preload'),
      externalizeDeps: false,
      rollupOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [react()],
    build: {
      target: CHROME_TARGET,
      outDir: at('out/renderer'),
      minify: true,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rollupOptions: { input: at('src/renderer/index.html') },
    },
  },
});
