import { readdir } from 'node:fs/promises';

import { expect, it } from 'vitest';

import type { Services } from '../../../src/main/app/services.ts';
import { contract } from '../../../src/shared/contract/index.ts';
import { createConsoleCore } from '../../support/console-core.ts';

const FOLDER = new URL('../../../src/main/app/handlers/', import.meta.url);

type Parts = Readonly<Record<string, (services: Services) => object>>;

it('answers each procedure in one place', async () => {
  const { services } = await createConsoleCore();
  const answered: string[] = [];
  for (const file of await readdir(FOLDER)) {
    const parts = (await import(new URL(file, FOLDER).href)) as Parts;
    for (const part of Object.values(parts)) answered.push(...Object.keys(part(services)));
  }
  // What two places answer is in the list twice: the later of them would be the only one asked.
  expect(answered.toSorted()).toEqual(Object.keys(contract).toSorted());
});
