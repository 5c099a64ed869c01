import type { Rehearsal } from '../../shared/contract/rehearsal.ts';
import { RefusedError } from '../../shared/errors.ts';
import type { Person } from '../accounts/account-guards.ts';
import { guardCaptured } from '../registrations/test-sign-up.ts';
import { readSite } from '../settings/settings-store.ts';
import { linkWarnings } from '../site/links.ts';
import { ObstacleError } from './flow.ts';
import { playRehearsal, type RehearsalContext } from './play-rehearsal.ts';

export interface Rehearsals {
  /** The newest, or null before the first. */
  state(): Rehearsal | null;
  /**
   * Begins one.
   * @throws RefusedError `conflict` while another is played, `unavailable` while mail leaves.
   */
  start(person: Person): Promise<void>;
  /** Ends it where it stands; who was made up goes all the same. */
  stop(): void;
  /** The HTML of a page or a mail of it; null for an act, and for a rehearsal of before. */
  html(run: string, place: number): string | null;
  close(): Promise<void>;
}

interface Site {
  readonly visit: RehearsalContext['visit'];
  /** Host and port. */
  readonly domain: string;
}

/** Plays one rehearsal at a time and remembers the newest. */
export function createRehearsals(
  context: Omit<RehearsalContext, 'visit'> & {
    /** The built-in accounts site, or null while it does not run. */
    readonly site: Site | null;
    /** Where mail is caught, or null while nothing catches it. */
    readonly captureServer: () => string | null;
    readonly onChange: () => void;
    /** The test person is gone, or should be. */
    readonly onEnd: () => void;
    readonly onError: (error: unknown) => void;
  },
): Rehearsals {
  let seen: Rehearsal | null = null;
  let pictures: (string | null)[] = [];
  let controller = new AbortController();
  let work: Promise<void> = Promise.resolve();

  function see(change: Partial<Rehearsal>): void {
    if (seen) seen = { ...seen, ...change };
    context.onChange();
  }

  async function play(site: Site, person: Person, signal: AbortSignal): Promise<void> {
    const camera = {
      announce: (next: string) => see({ next }),
      take(frame: Rehearsal['frames'][number], html: string | null) {
        pictures.push(html);
        see({ frames: [...(seen?.frames ?? []), frame] });
      },
    };
    try {
      await playRehearsal({ ...context, visit: site.visit }, { person, camera, signal });
      const surroundings = { builtIn: site.domain, mailsLeave: false };
      see({ warnings: [...linkWarnings(await readSite(context.db), surroundings)] });
    } catch (error) {
      // Of a stop comes its own reason; whatever else failed is told.
      const isStop =
        error === signal.reason || (error instanceof Error && error.name === 'AbortError');
      const isExpected = isStop || error instanceof ObstacleError;
      if (!isExpected) context.onError(error);
      const problem = error instanceof ObstacleError ? error.obstacle : null;
      see({ problem: problem ?? (isStop ? STOPPED : BROKEN) });
    }
    see({ running: false, next: null });
    context.onEnd();
  }

  return {
    state: () => seen,
    async start(person) {
      await guardCaptured(context.db, context.captureServer());
      if (context.site === null) throw noSite();
      if (seen?.running) throw underWay();
      pictures = [];
      controller = new AbortController();
      const run = context.randomBytes(12).toString('hex');
      const startedAt = context.now().toISOString();
      seen = { run, startedAt, running: true, frames: [], next: null, warnings: [], problem: null };
      work = play(context.site, person, controller.signal);
    },
    stop: () => controller.abort(),
    html: (run, place) => (seen?.run === run ? (pictures[place] ?? null) : null),
    async close() {
      controller.abort();
      await work;
    },
  };
}

const STOPPED = {
  title: 'It was stopped.',
  advice: 'Who was made up for it is gone again.',
  section: null,
};
const BROKEN = {
  title: 'Something in Gatehouse went wrong.',
  advice:
    'gatehouse.log in the data folder says what. Who was made up may be there still: look for “test-” under Users.',
  section: null,
};

function noSite(): RefusedError {
  return new RefusedError({
    code: 'unavailable',
    message: 'The built-in accounts site does not run. Nobody was made.',
    advice: 'It runs where the database may be written.',
  });
}

function underWay(): RefusedError {
  return new RefusedError({
    code: 'conflict',
    message: 'A rehearsal is being played. No second one was begun.',
    advice: 'Wait for its end, or stop it.',
  });
}
