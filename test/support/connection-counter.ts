import { createServer } from 'node:net';

/** A port that counts who connects, and hangs up. */
export interface ConnectionCounter {
  readonly port: number;
  /** How many connections there were so far, of whatever protocol. */
  connections(): number;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1: a preconnect, which asks for nothing, is a connection too. */
export async function countConnections(): Promise<ConnectionCounter> {
  let count = 0;
  const server = createServer((socket) => {
    count += 1;
    socket.on('error', () => socket.destroy());
    socket.destroy();
  });
  const { promise: listening, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await listening;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('Not a TCP port.');
  return {
    port: address.port,
    connections: () => count,
    close() {
      const { promise: closed, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      return closed;
    },
  };
}
