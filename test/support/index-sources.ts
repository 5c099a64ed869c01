import type { Sources } from '../../src/main/people/index/found-by-test.ts';

const nobody = () => Promise.resolve([]);

/** A database of which the index hears of nobody. */
export const NO_SOURCES: Sources = {
  mailed: nobody,
  mailedAtAll: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
  members: nobody,
  fromNetwork: nobody,
  noted: nobody,
  rejected: nobody,
  burst: nobody,
  alike: nobody,
  username: () => null,
  email: () => null,
  disposableDomains: new Set(),
};
