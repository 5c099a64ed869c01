import type { Events } from '../app/events.ts';

/** How often a stream says that it is alive, in milliseconds. */
const HEARTBEAT_MS = 15_000;

export interface EventStreams {
  /** @returns An answer that stays open and tells of every change. */
  open(): Response;
  /** Ends all of them. */
  close(): void;
}

/** Tells changes as server-sent events (HTML, section 9.2): one `data:` line of JSON each. */
export function createEventStreams(events: Pick<Events, 'subscribe'>): EventStreams {
  const ends = new Set<() => void>();
  const encoder = new TextEncoder();
  return {
    open() {
      let release = (): void => {};
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          const send = (text: string): void => controller.enqueue(encoder.encode(`${text}\n\n`));
          // A first line, so that the headers leave at once.
          send(': connected');
          const timer = setInterval(send, HEARTBEAT_MS, ':');
          const unsubscribe = events.subscribe((event) => send(`data: ${JSON.stringify(event)}`));
          const end = (): void => {
            release();
            controller.close();
          };
          release = () => {
            clearInterval(timer);
            unsubscribe();
            ends.delete(end);
          };
          ends.add(end);
        },
        cancel: () => release(),
      });
      return new Response(body, {
        headers: {
          'content-type': 'text/event-stream',
          'cache-control': 'no-store',
          // So that the server, when it closes, need not wait for a connection kept for later.
          connection: 'close',
        },
      });
    },
    close() {
      for (const end of ends) end();
    },
  };
}
