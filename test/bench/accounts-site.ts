import { join } from 'node:path';

import { startBareSite } from './support/bare-site.ts';
import { type Figure, inTurns } from './support/figure.ts';
import { withFolder } from './support/folder.ts';
import { floodForms, type Flood } from './support/form-flood.ts';
import { startGatehouseSite } from './support/gatehouse-site.ts';

const ROUNDS = 3;
/** Requests under way at the same time. */
const AT_ONCE = 8;
/** Rounds of pbkdf2: as good as none, and Django's newest. */
const HASHING = { aside: 1, included: 1_500_000 };

/** Registering and activating through HTTP, beside a bare fastify that writes the same rows. */
export async function benchAccountsSite(): Promise<readonly Figure[]> {
  return [
    ...(await measure({ iterations: HASHING.aside, count: 300, words: 'hashing set aside' })),
    ...(await measure({ iterations: HASHING.included, count: 16, words: 'hashing included' })),
  ];
}

async function measure(given: {
  readonly iterations: number;
  readonly count: number;
  readonly words: string;
}): Promise<readonly Figure[]> {
  const { iterations, count, words } = given;
  return withFolder(async (folder) => {
    const gatehouse = await startGatehouseSite(join(folder, 'own'), iterations);
    const bare = await startBareSite(join(folder, 'bare'), iterations);
    const floods: Record<'gatehouse' | 'bare', { register: Flood[]; activate: Flood[] }> = {
      gatehouse: { register: [], activate: [] },
      bare: { register: [], activate: [] },
    };
    let round = 0;
    const turn = async (name: 'gatehouse' | 'bare') => {
      const site = name === 'gatehouse' ? gatehouse : bare;
      const forms = site.registrations(`${name}${round}x`, count);
      floods[name].register.push(await floodForms(site.port, forms, AT_ONCE));
      floods[name].activate.push(await floodForms(site.port, site.activations(count), AT_ONCE));
      return 0;
    };
    await inTurns(ROUNDS, {
      gatehouse: () => turn('gatehouse'),
      bare: async () => {
        await turn('bare');
        round += 1;
        return 0;
      },
    });
    await gatehouse.close();
    await bare.close();
    const figures = (work: 'register' | 'activate', verb: string): readonly Figure[] => {
      const own = best(floods.gatehouse[work]);
      const other = best(floods.bare[work]);
      const name = `${verb} through HTTP, ${words}`;
      return [
        { work: name, unit: 'requests/s', gatehouse: own.perSecond, bare: other.perSecond },
        { work: `${name}: p50`, unit: 'ms', gatehouse: own.p50, bare: other.p50 },
        { work: `${name}: p99`, unit: 'ms', gatehouse: own.p99, bare: other.p99 },
      ];
    };
    const registering = figures('register', 'register');
    // Activating hashes nothing, so it is told once.
    return iterations === HASHING.aside
      ? [...registering, ...figures('activate', 'activate')]
      : registering;
  });
}

/** The round that was disturbed least. */
function best(floods: readonly Flood[]): Flood {
  const [first, ...others] = floods.toSorted((a, b) => b.perSecond - a.perSecond);
  if (!first) throw new RangeError(`Nothing was measured in ${others.length} rounds.`);
  return first;
}
