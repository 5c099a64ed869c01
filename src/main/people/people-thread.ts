import { parentPort, workerData } from 'node:worker_threads';

import { createBirpc } from 'birpc';

import { makeOrders } from './index/make-orders.ts';
import type { OrderTask } from './index/order-reader.ts';
import { createPeopleEngine, type EngineState } from './index/people-engine.ts';
import {
  type EngineSide,
  handedOver,
  type IndexTask,
  type PeopleSide,
} from './index/people-link.ts';

/** The threads that search and sort people, so that nobody waits for either. */

if (!parentPort) throw new TypeError('This is the entry of a thread.');
const port = parentPort;
const given = workerData as OrderTask | IndexTask;

/** The application hears of it as an error of the thread. */
function crash(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}

if (given.task === 'orders') {
  await makeOrders(given, (order) => port.postMessage(order, [order.ids.buffer]));
} else {
  const tell = (state: EngineState) => void people.state.asEvent(state);
  const engine = await createPeopleEngine(given, tell, crash);
  const people = createBirpc<PeopleSide, EngineSide>(engine, {
    post: (message: { readonly r?: unknown }) => port.postMessage(message, handedOver(message.r)),
    on: (listener) => void port.on('message', listener),
    bind: 'functions',
    timeout: -1,
  });
}
