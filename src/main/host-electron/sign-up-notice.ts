import type { Application } from '../app/application.ts';

/**
 * Says that somebody signed up, while nobody looks at the window. No name: the screen may be
 * locked, and anybody may see it.
 *
 * @param given.show Shows a notification with a title and a line of text.
 */
export async function announceSignUps({
  application,
  isLookedAt,
  show,
  onError,
}: {
  readonly application: Pick<Application, 'events' | 'pendingCount'>;
  readonly isLookedAt: () => boolean;
  readonly show: (title: string, text: string) => void;
  readonly onError: (error: unknown) => void;
}): Promise<void> {
  let known = await application.pendingCount();
  /** @param isAnew Another database was opened: what waits in it signed up before. */
  const look = async (isAnew: boolean): Promise<void> => {
    const count = await application.pendingCount();
    const isMore = count > known;
    known = count;
    if (!isMore || isAnew || isLookedAt()) return;
    show('Somebody signed up', count === 1 ? '1 sign-up waits.' : `${count} sign-ups wait.`);
  };
  let looking = Promise.resolve();
  application.events.subscribe(({ topics, anew = false }) => {
    if (!topics.includes('registrations')) return;
    looking = looking.then(() => look(anew)).catch(onError);
  });
}
