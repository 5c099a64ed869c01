import { availableParallelism } from 'node:os';

import { benchAccountsSite } from './accounts-site.ts';
import { benchActivation } from './activation.ts';
import { benchCapture } from './capture.ts';
import { benchCapturedSearch } from './captured-search.ts';
import { benchFirstRows } from './first-rows.ts';
import { benchStart } from './start.ts';
import { type Figure, tableOf } from './support/figure.ts';

/** Prints what each work takes here and with the libraries alone; compare ratios, not times. */

console.log(`Node ${process.version} on ${process.platform}, ${availableParallelism()} CPUs\n`);
const figures: Figure[] = [];
for (const bench of [
  benchStart,
  benchFirstRows,
  benchActivation,
  benchAccountsSite,
  benchCapture,
  benchCapturedSearch,
]) {
  figures.push(...(await bench()));
}
console.log(tableOf(figures));
