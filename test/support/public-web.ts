import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

import { onTestFinished } from 'vitest';

import type { Network } from '../../src/main/mail/remote/network.ts';

/** A web server of the test's own, under public names, and a network that knows nothing else. */
export async function webOf(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('Not a TCP port.');
  const { port } = address;
  const resolved: string[] = [];
  const network: Network = {
    resolve: async (name) => {
      resolved.push(name);
      if (name === 'inside.example') return ['10.0.0.1'];
      if (name === 'both.example') return ['127.0.0.1', '10.0.0.1'];
      if (!name.endsWith('.example')) throw new Error('unknown');
      return ['127.0.0.1'];
    },
    isAllowedAddress: (each) => each === '127.0.0.1',
    isAllowedPort: (each) => each === port,
  };
  const at = (path: string, name = 'pictures.example') => `http://${name}:${port}${path}`;
  return { requests, resolved, network, at, port };
}
