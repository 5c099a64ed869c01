import { dirname, isAbsolute, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import type { DatabaseChoice } from '../db/chosen-database.ts';

/** What the command line chose. Both hosts take the same options. */
export interface StartOptions {
  /** Absolute path of the data folder. */
  readonly dataDirectory: string;
  /** Absolute path of a database elsewhere, or a choice, for this start and later ones. */
  readonly database?: string | DatabaseChoice | undefined;
  /** Port of the console in the browser; 0 takes any, as for the two below. */
  readonly port: number;
  readonly sitePort: number;
  readonly smtpPort: number;
  readonly demo: boolean;
  /** The browser at once, without asking for Electron. */
  readonly browser: boolean;
  /** Whether the browser is opened too. */
  readonly open: boolean;
}

/** What `--clean-up` is asked to do. */
export interface CleanUpOptions {
  readonly dataDirectory: string;
  /** Moves them to the trash, instead of only saying who would go. */
  readonly act: boolean;
  readonly json: boolean;
}

/** What `--reset-password` is asked to do. */
export interface ResetPasswordOptions {
  readonly dataDirectory: string;
  readonly username: string;
  /** Makes the account active, staff and superuser too. */
  readonly asAdministrator: boolean;
}

export type Start =
  | { readonly kind: 'start'; readonly options: StartOptions }
  /** A clean-up without a window. */
  | { readonly kind: 'clean-up'; readonly options: CleanUpOptions }
  /** A new password for who can't sign in at the console, without a window. */
  | { readonly kind: 'reset-password'; readonly options: ResetPasswordOptions }
  /** Something to print instead of starting; the exit code is 0. */
  | { readonly kind: 'say'; readonly text: string }
  /** Why the command line can't be followed; the exit code is 2. */
  | { readonly kind: 'refuse'; readonly text: string };

/** What is done on the command line alone, and then ends. */
export type Command = Extract<Start, { readonly kind: 'clean-up' | 'reset-password' }>;

/** What the defaults depend on. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly workingDirectory: string;
  readonly version: string;
}

const DEFAULT_PORTS = { port: 8765, 'site-port': 8000, 'smtp-port': 1025 } as const;

const HELP = `Usage: npm start -- [options]

  --browser        open the console in a browser instead of a window
  --no-open        print the address, open no browser
  --demo           show a made-up site, in a data folder of its own
  --data-dir DIR   keep everything in this folder
  --database FILE  work on this database where it is, now and from now on
  --port N         port of the console in the browser (${DEFAULT_PORTS.port})
  --site-port N    port of the accounts site (${DEFAULT_PORTS['site-port']})
  --smtp-port N    port of the capture server (${DEFAULT_PORTS['smtp-port']})
  --clean-up       say which ended sign-ups would go, then end; opens nothing
    --yes          … and move them to the trash for 30 days
    --dry-run      … and change nothing, which is what happens without --yes
    --json         … for a program to read
  --reset-password NAME  ask for a new password of an administrator who can’t sign in,
                   set it, then end; opens nothing
    --as-administrator   … and make the account active, staff and superuser
  --version        print the version
  --help           print this

A port of 0 means any free port.

Exit codes of --clean-up and --reset-password: 0 done, 1 failed, 2 not understood, 3 the data folder is in
use by an open Gatehouse or can’t be written, 4 there is no database that can be used.`;

const OPTIONS = {
  browser: { type: 'boolean' },
  'no-open': { type: 'boolean' },
  demo: { type: 'boolean' },
  'data-dir': { type: 'string' },
  database: { type: 'string' },
  port: { type: 'string' },
  'site-port': { type: 'string' },
  'smtp-port': { type: 'string' },
  'clean-up': { type: 'boolean' },
  yes: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  'reset-password': { type: 'string' },
  'as-administrator': { type: 'boolean' },
  version: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const NEEDS: Readonly<Record<string, string>> = {
  'data-dir': 'a folder',
  database: 'a file',
  'reset-password': 'a user name',
};

/** The commands without which an option means nothing. */
const BELONGS_TO = {
  yes: 'clean-up',
  'dry-run': 'clean-up',
  json: 'clean-up',
  'as-administrator': 'reset-password',
} as const;

/**
 * Reads the command line, and refuses what it does not know instead of starting on other ports or
 * in another folder than was meant.
 *
 * @param args What follows the program's name.
 */
export function readStartOptions(args: readonly string[], machine: Machine): Start {
  const given = new Map<string, string>();
  const { tokens } = parseArgs({ args: [...args], options: OPTIONS, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') return refuse(`Unknown argument ${token.value}.`);
    const { name, rawName, value, inlineValue } = token;
    if (!isOption(name)) return refuse(`Unknown option ${rawName}.`);
    const takesValue = OPTIONS[name].type === 'string';
    if (!takesValue && value !== undefined) return refuse(`${rawName} takes no value.`);
    if (takesValue && (!value || (!inlineValue && value.startsWith('-')))) {
      return refuse(`${rawName} needs ${NEEDS[name] ?? 'a number'}.`);
    }
    given.set(name, value ?? '');
  }
  if (given.has('help')) return { kind: 'say', text: HELP };
  if (given.has('version')) return { kind: 'say', text: machine.version };
  return choose(given, machine);
}

function choose(given: ReadonlyMap<string, string>, machine: Machine): Start {
  const ports = { ...DEFAULT_PORTS } as Record<keyof typeof DEFAULT_PORTS, number>;
  for (const name of ['port', 'site-port', 'smtp-port'] as const) {
    const text = given.get(name) ?? String(ports[name]);
    if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) {
      return refuse(`--${name} needs a number from 0 to 65535, not “${text}”.`);
    }
    ports[name] = Number(text);
  }
  const demo = given.has('demo');
  const folder = given.get('data-dir');
  const usual = defaultDataDirectory(machine);
  const dataDirectory = folder
    ? resolve(machine.workingDirectory, folder)
    : demo
      ? join(dirname(usual), 'gatehouse-demo')
      : usual;
  const database = given.get('database');
  const other = ['demo', 'clean-up', 'reset-password'].find((name) => given.has(name));
  if (database !== undefined && other !== undefined) {
    return refuse(`--database can’t be used with --${other}.`);
  }
  for (const [name, command] of Object.entries(BELONGS_TO)) {
    if (given.has(name) && !given.has(command)) {
      return refuse(`--${name} belongs to --${command}.`);
    }
  }
  const username = given.get('reset-password');
  if (username !== undefined) {
    if (given.has('clean-up')) return refuse('--reset-password and --clean-up are two commands.');
    const asAdministrator = given.has('as-administrator');
    return { kind: 'reset-password', options: { dataDirectory, username, asAdministrator } };
  }
  if (given.has('clean-up')) return cleanUpStart(given, dataDirectory);
  return {
    kind: 'start',
    options: {
      dataDirectory,
      ...(database !== undefined && { database: resolve(machine.workingDirectory, database) }),
      port: ports.port,
      sitePort: ports['site-port'],
      smtpPort: ports['smtp-port'],
      demo,
      browser: given.has('browser'),
      open: !given.has('no-open'),
    },
  };
}

function cleanUpStart(given: ReadonlyMap<string, string>, dataDirectory: string): Start {
  const act = given.has('yes');
  if (act && given.has('dry-run')) return refuse('--yes and --dry-run contradict each other.');
  return { kind: 'clean-up', options: { dataDirectory, act, json: given.has('json') } };
}

/** Where each system keeps an application's data; on Linux by the XDG base directory rules. */
function defaultDataDirectory({ platform, environment, home }: Machine): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Gatehouse');
  if (platform === 'win32') {
    return join(environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Gatehouse');
  }
  const base = environment['XDG_DATA_HOME'];
  return join(base && isAbsolute(base) ? base : join(home, '.local', 'share'), 'gatehouse');
}

function isOption(name: string): name is keyof typeof OPTIONS {
  return Object.hasOwn(OPTIONS, name);
}

function refuse(text: string): Start {
  return { kind: 'refuse', text: `${text} --help lists the options.` };
}
