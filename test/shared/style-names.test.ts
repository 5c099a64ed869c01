import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

/** What Base UI sets on its own parts (https://base-ui.com/react/components). */
const SET_BY_BASE_UI = [
  '--anchor-width',
  '--available-height',
  '--toast-swipe-movement-x',
  '--transform-origin',
];

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const sources = filesOf('src/renderer/**/*.{ts,tsx}');
const sheets = filesOf('src/renderer/**/*.css');

function filesOf(pattern: string): { path: string; text: string }[] {
  return globSync(pattern, { cwd: ROOT }).map((path) => ({
    path,
    text: readFileSync(join(ROOT, path), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, ''),
  }));
}

function allOf(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), (match) => match[1] ?? '');
}

test('every custom property that a style reads is set somewhere', () => {
  const set = new Set([
    ...SET_BY_BASE_UI,
    ...sheets.flatMap(({ text }) => allOf(text, /(--[\w-]+)\s*:/g)),
    ...sources.flatMap(({ text }) => allOf(text, /['"](--[\w-]+)['"]/g)),
  ]);
  const unset = [...sheets, ...sources].flatMap(({ path, text }) =>
    allOf(text, /var\((--[\w-]+)/g)
      .filter((name) => !set.has(name))
      .map((name) => `${path}: ${name}`),
  );
  expect(unset).toEqual([]);
});

test('every class of a module is used, and every class that is used is there', () => {
  expect(sheets.length).toBeGreaterThan(50);
  const used = new Set<string>();
  for (const { path, text } of sources) {
    for (const [, name = '', file = ''] of text.matchAll(/import (\w+) from '([^']+\.css)'/g)) {
      const sheet = join(dirname(path), file);
      for (const each of allOf(text, new RegExp(`\\b${name}\\['([\\w-]+)'\\]`, 'g'))) {
        used.add(`${sheet}: ${each}`);
      }
    }
  }
  const there = new Set(
    sheets
      .filter(({ path }) => path.endsWith('.module.css'))
      .flatMap(({ path, text }) =>
        allOf(text, /\.([a-z][\w-]*)/g).map((name) => `${path}: ${name}`),
      ),
  );
  expect({
    missing: [...used].filter((name) => !there.has(name)),
    unused: [...there].filter((name) => !used.has(name)),
  }).toEqual({ missing: [], unused: [] });
});
