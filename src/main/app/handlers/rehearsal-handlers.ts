import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

/** A made-up visitor's way through the accounts site. */
export function rehearsalHandlers({
  rehearsals,
  previews,
}: Pick<Services, 'rehearsals' | 'previews'>) {
  return {
    'rehearsal.state': () => ({ rehearsal: rehearsals.state() }),
    'rehearsal.start': async (_, { person }) => {
      await rehearsals.start(person);
      return {};
    },
    'rehearsal.stop': () => {
      rehearsals.stop();
      return {};
    },
    'rehearsal.frame': ({ run, place }) => {
      const html = rehearsals.html(run, place);
      return { path: html === null ? null : previews.add(html) };
    },
  } satisfies Partial<Handlers>;
}
