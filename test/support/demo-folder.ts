import { cp, rm } from 'node:fs/promises';

import { newFolder } from './new-folder.ts';
import { startConsole } from './running-console.ts';

/** A demonstration that is told once, however many play in it. */
export interface DemoFolder {
  /** A data folder of one's own with the demonstration in it. */
  copy(): Promise<string>;
  remove(): Promise<void>;
}

/** Told when it is first asked for. */
export function demoFolder(): DemoFolder {
  let told: Promise<string> | null = null;
  return {
    async copy() {
      const own = await newFolder('e2e');
      told ??= tell();
      await cp(await told, own, { recursive: true });
      return own;
    },
    async remove() {
      if (told !== null) await rm(await told, { recursive: true, force: true });
    },
  };
}

async function tell(): Promise<string> {
  const folder = await newFolder('e2e');
  const running = await startConsole(['--demo'], folder);
  await running.stop();
  return folder;
}
