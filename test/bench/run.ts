import { availableParallelism } from 'node:os';

import { benchAccountsSite } from './accounts-site.ts';
import { benchActs } from './acts.ts';
import { benchCapture } from './capture.ts';
import { benchCapturedSearch } from './captured-search.ts';
import { benchCleanUp } from './clean-up.ts';
import { benchFirstRows } from './first-rows.ts';
import { benchHost } from './host.ts';
import { benchImport } from './import.ts';
import { benchMailQueue } from './mail-queue.ts';
import { benchPeople } from './people.ts';
import { benchPerson } from './person.ts';
import { benchScreens } from './screens.ts';
import { benchSending } from './sending.ts';
import { benchStart } from './start.ts';
import { benchTyping } from './typing.ts';
import { type Figure, tableOf } from './support/figure.ts';

/**
 * Prints what each work takes here and with the libraries alone; compare ratios, not times.
 * `npm run bench -- people start` measures only these.
 */

const BENCHES: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  start: benchStart,
  'first-rows': benchFirstRows,
  acts: benchActs,
  'clean-up': benchCleanUp,
  'accounts-site': benchAccountsSite,
  capture: benchCapture,
  'captured-search': benchCapturedSearch,
  'mail-queue': benchMailQueue,
  sending: benchSending,
  people: benchPeople,
  host: benchHost,
  import: benchImport,
  person: benchPerson,
  screens: benchScreens,
  typing: benchTyping,
};

const named = process.argv.slice(2);
const unknown = named.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  throw new Error(`There is no ${unknown.join()}. There are ${Object.keys(BENCHES).join(', ')}.`);
}
console.log(`Node ${process.version} on ${process.platform}, ${availableParallelism()} CPUs\n`);
const figures: Figure[] = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (named.length === 0 || named.includes(name)) figures.push(...(await bench()));
}
console.log(tableOf(figures));
