/**
 * How long after a signal another one belongs to the same press of Ctrl-C, in milliseconds: a
 * terminal sends it to every program in front, and npm passes its own on.
 */
const SAME_PRESS_MS = 1_000;

/**
 * Stops cleanly at the first SIGINT or SIGTERM, and at once at a later second one.
 *
 * @param given.signals The process.
 */
export function stopOnSignals(given: {
  readonly signals: Pick<NodeJS.EventEmitter, 'on'>;
  readonly now: () => Date;
  readonly stop: () => void;
  readonly force: () => void;
}): void {
  let firstAt: number | null = null;
  const onSignal = (): void => {
    const at = given.now().getTime();
    if (firstAt === null) {
      firstAt = at;
      given.stop();
    } else if (at - firstAt > SAME_PRESS_MS) given.force();
  };
  given.signals.on('SIGINT', onSignal);
  given.signals.on('SIGTERM', onSignal);
}
