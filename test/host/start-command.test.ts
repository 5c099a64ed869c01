import { expect, it } from 'vitest';

import { startCommand } from '../../src/main/start-command.ts';

const CLEAN_UP = {
  kind: 'clean-up',
  options: { dataDirectory: '/srv/gatehouse', act: false, json: false },
} as const;

const SILENT = { write: () => {} };

it('ends with the code of the command', async () => {
  const load = async () => ({ runCommand: async () => 4 });
  expect(await startCommand(CLEAN_UP, SILENT, load)).toBe(4);
});

it('ends with words and a code of its own when its parts can’t be loaded', async () => {
  const lines: string[] = [];
  const load = async () => {
    throw new Error('The file is damaged.');
  };
  const stderr = { write: (text: string) => lines.push(text) };
  expect(await startCommand(CLEAN_UP, stderr, load)).toBe(1);
  expect(lines).toEqual(['The command could not be started: The file is damaged.\n']);
});
