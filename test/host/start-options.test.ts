import { describe, expect, it } from 'vitest';

import { type Machine, readStartOptions } from '../../src/main/app/start-options.ts';

const MACHINE: Machine = {
  platform: 'linux',
  environment: {},
  home: '/home/eva',
  workingDirectory: '/home/eva',
  version: '1.2.3',
};

const read = (args: readonly string[], machine: Partial<Machine> = {}) =>
  readStartOptions(args, { ...MACHINE, ...machine });

function options(args: readonly string[], machine: Partial<Machine> = {}) {
  const start = read(args, machine);
  if (start.kind !== 'start') throw new Error(`No start but ${start.kind}.`);
  return start.options;
}

it('starts with the usual ports when nothing is said', () => {
  expect(options([])).toEqual({
    dataDirectory: '/home/eva/.local/share/gatehouse',
    port: 8765,
    sitePort: 8000,
    smtpPort: 1025,
    demo: false,
    browser: false,
    open: true,
  });
});

it('takes every option, with a blank or an equals sign', () => {
  const args = ['--browser', '--no-open', '--data-dir', 'here', '--port=0', '--site-port', '80'];
  expect(options([...args, '--smtp-port=2525', '--demo'])).toEqual({
    dataDirectory: '/home/eva/here',
    port: 0,
    sitePort: 80,
    smtpPort: 2525,
    demo: true,
    browser: true,
    open: false,
  });
});

it('takes a database elsewhere, from the folder it was started in', () => {
  expect(options(['--database', 'site/db.sqlite3']).database).toBe('/home/eva/site/db.sqlite3');
  expect(options(['--database=/srv/db.sqlite3']).database).toBe('/srv/db.sqlite3');
});

it.each([
  ['--frob', 'Unknown option --frob.'],
  ['--no-demo', 'Unknown option --no-demo.'],
  ['-x', 'Unknown option -x.'],
  ['--__proto__=1', 'Unknown option --__proto__.'],
  ['here', 'Unknown argument here.'],
  ['--port=abc', '--port needs a number from 0 to 65535, not “abc”.'],
  ['--port=65536', '--port needs a number from 0 to 65535, not “65536”.'],
  ['--site-port=-1', '--site-port needs a number from 0 to 65535, not “-1”.'],
  ['--smtp-port=1.5', '--smtp-port needs a number from 0 to 65535, not “1.5”.'],
  ['--port', '--port needs a number.'],
  ['--data-dir', '--data-dir needs a folder.'],
  ['--data-dir=', '--data-dir needs a folder.'],
  ['--database', '--database needs a file.'],
  ['--demo=yes', '--demo takes no value.'],
])('refuses %s in one line', (arg, words) => {
  expect(read([arg])).toEqual({ kind: 'refuse', text: `${words} --help lists the options.` });
});

it.each(['--demo', '--clean-up'])('takes no database elsewhere with %s', (other) => {
  expect(read(['--database', 'db.sqlite3', other])).toEqual({
    kind: 'refuse',
    text: `--database can’t be used with ${other}. --help lists the options.`,
  });
});

it('does not take the next option for a folder', () => {
  expect(read(['--data-dir', '--demo'])).toMatchObject({ kind: 'refuse' });
});

it('says its version and its options', () => {
  expect(read(['--version'])).toEqual({ kind: 'say', text: '1.2.3' });
  expect(read(['--help'])).toMatchObject({ kind: 'say' });
  expect(read(['-h'])).toEqual(read(['--help']));
});

describe('the data folder', () => {
  it.each([
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/gatehouse'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/eva/.local/share/gatehouse'],
    ['darwin', {}, '/home/eva/Library/Application Support/Gatehouse'],
    ['win32', { APPDATA: '/roaming' }, '/roaming/Gatehouse'],
    ['win32', {}, '/home/eva/AppData/Roaming/Gatehouse'],
  ] as const)('on %s with %o', (platform, environment, folder) => {
    expect(options([], { platform, environment }).dataDirectory).toBe(folder);
  });

  it('of the demonstration is another one beside it', () => {
    expect(options(['--demo']).dataDirectory).toBe('/home/eva/.local/share/gatehouse-demo');
  });
});

it('cleans up without a window, and only with --yes for good', () => {
  const folder = ['--clean-up', '--data-dir', 'here'];
  const dataDirectory = '/home/eva/here';
  expect(read(folder)).toEqual({
    kind: 'clean-up',
    options: { dataDirectory, act: false, json: false },
  });
  expect(read([...folder, '--yes', '--json'])).toEqual({
    kind: 'clean-up',
    options: { dataDirectory, act: true, json: true },
  });
  expect(read([...folder, '--yes', '--dry-run'])).toMatchObject({ kind: 'refuse' });
  expect(read(['--yes'])).toMatchObject({
    text: '--yes belongs to --clean-up. --help lists the options.',
  });
});

it('sets a password without a window, and makes an administrator only when asked to', () => {
  const dataDirectory = '/home/eva/here';
  const command = ['--reset-password', 'eva', '--data-dir', 'here'];
  expect(read(command)).toEqual({
    kind: 'reset-password',
    options: { dataDirectory, username: 'eva', asAdministrator: false },
  });
  expect(read([...command, '--as-administrator'])).toMatchObject({
    options: { asAdministrator: true },
  });
  expect(read(['--reset-password'])).toMatchObject({
    text: '--reset-password needs a user name. --help lists the options.',
  });
  for (const args of [['--as-administrator'], [...command, '--clean-up']]) {
    expect(read(args)).toMatchObject({ kind: 'refuse' });
  }
});
