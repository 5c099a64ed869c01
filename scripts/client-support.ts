import { readFile, writeFile } from 'node:fs/promises';

/**
 * Makes src/main/mail/checks/client-support.json out of the data of caniemail.com, as the npm
 * package `caniemail` has it:
 *
 *     node scripts/client-support.ts path/to/caniemail.json
 *
 * Of each client and platform only its newest version is kept.
 */

interface Feature {
  readonly slug: string;
  readonly title: string;
  readonly stats: Readonly<
    Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>
  >;
}
interface Data {
  readonly last_update_date: string;
  readonly nicenames: {
    readonly family: Readonly<Record<string, string>>;
    readonly platform: Readonly<Record<string, string>>;
  };
  readonly data: readonly Feature[];
}

/** `y`, `n`, or `a` for in part, before any note. Version numbers sort; dates stand in order. */
function newest(versions: Readonly<Record<string, string>>): string {
  const names = Object.keys(versions);
  const areNumbers = names.every((name) => /^\d+(?:\.\d+)*$/.test(name));
  const sorted = areNumbers
    ? names.toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }))
    : names;
  return versions[sorted.at(-1) ?? '']?.charAt(0) ?? 'u';
}

const [source = ''] = process.argv.slice(2);
const given = JSON.parse(await readFile(source, 'utf8')) as Data;
const { family, platform } = given.nicenames;
const features = given.data.map(({ slug, title, stats }) => {
  const poor = Object.entries(stats).flatMap(([client, platforms]) => {
    const answers = Object.entries(platforms).map(([name, versions]) => {
      return [platform[name] ?? name, newest(versions)] as const;
    });
    const of = (wanted: string) => answers.flatMap(([name, how]) => (how === wanted ? name : []));
    const [no, part] = [of('n'), of('a')];
    return no.length + part.length === 0
      ? []
      : [[family[client] ?? client, no, part, answers.length]];
  });
  return [slug, { title, poor }];
});
const reduced = {
  updated: given.last_update_date.slice(0, 10),
  features: Object.fromEntries(features) as unknown,
};
await writeFile(
  new URL('../src/main/mail/checks/client-support.json', import.meta.url),
  `${JSON.stringify(reduced)}\n`,
);
