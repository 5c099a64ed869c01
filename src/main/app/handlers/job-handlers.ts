import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

type Names = Extract<keyof Handlers, `jobs.${string}`>;

/** Work that takes long. */
export function jobHandlers({ jobs }: Pick<Services, 'jobs'>): Pick<Handlers, Names> {
  return {
    'jobs.list': () => ({ jobs: [...jobs.list()] }),
    'jobs.cancel': ({ id }) => {
      jobs.cancel(id);
      return {};
    },
  };
}
