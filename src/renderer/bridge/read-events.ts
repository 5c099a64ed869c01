import type { ChangedEvent } from '../../shared/bridge.ts';

/** Reads server-sent events until the stream ends, and calls the listener for each. */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  listener: (event: ChangedEvent) => void,
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('data:')) listener(JSON.parse(line.slice(5)) as ChangedEvent);
    }
  }
}
