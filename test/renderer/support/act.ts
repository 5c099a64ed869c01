import React from 'react';
import { flushSync } from 'react-dom';

/*
 * The build of React that is shipped has no `act`, which Testing Library takes from it: what is done
 * within it is drawn, with its effects, before it returns.
 */

function act(work: () => unknown): Promise<unknown> {
  const result = flushSync(work);
  return result instanceof Promise ? result.then(settle) : Promise.resolve(result);
}

/** Lets what an answer has set off come to its end. */
async function settle(result: unknown): Promise<unknown> {
  await new Promise((resolve) => setTimeout(resolve));
  flushSync(() => undefined);
  return result;
}

Object.assign(React, { act });
