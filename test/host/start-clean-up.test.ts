import { expect, it } from 'vitest';

import { startCleanUp } from '../../src/main/start-clean-up.ts';

const OPTIONS = { dataDirectory: '/srv/gatehouse', act: false, json: false };

function terminal() {
  const lines: string[] = [];
  const written = { write: (text: string) => lines.push(text) };
  return { lines, stdout: written, stderr: written };
}

it('ends with the code of the clean-up', async () => {
  const load = async () => ({ runCleanUpCommand: async () => 4 });
  expect(await startCleanUp(OPTIONS, terminal(), load)).toBe(4);
});

it('ends with words and a code of its own when its parts can’t be loaded', async () => {
  const { lines, ...out } = terminal();
  const load = async () => {
    throw new Error('The file is damaged.');
  };
  expect(await startCleanUp(OPTIONS, out, load)).toBe(1);
  expect(lines).toEqual(['The clean-up could not be started: The file is damaged.\n']);
});
