import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

/** Work that takes long. */
export function jobHandlers({ jobs }: Pick<Services, 'jobs'>) {
  return {
    'jobs.list': () => ({ jobs: [...jobs.list()] }),
    'jobs.cancel': ({ id }) => {
      jobs.cancel(id);
      return {};
    },
  } satisfies Partial<Handlers>;
}
