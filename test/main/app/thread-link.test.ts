import { text } from 'node:stream/consumers';
import { MessageChannel } from 'node:worker_threads';

import { expect, it, onTestFinished } from 'vitest';

import { type Link, linkThreads } from '../../../src/main/app/thread-link.ts';

interface Near {
  told(what: string): void;
}

interface Far {
  act(): Promise<string>;
  page(): Promise<{ body: ReadableStream<Uint8Array> }>;
  fail(): Promise<never>;
  wait(): Promise<never>;
}

/** Two ends of one link, as the host and the application's thread have them. */
function bothEnds() {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  const told: string[] = [];
  const near: Link<Far, Near> = linkThreads(port1, {
    told: (what: string) => void told.push(what),
  });
  const far: Link<Near, Far> = linkThreads(port2, {
    async act() {
      void far.told.asEvent('changed');
      return 'done';
    },
    page: async () => ({ body: ReadableStream.from([Buffer.from('one '), Buffer.from('two')]) }),
    fail: () => Promise.reject(new Error('The disk is full.')),
    wait: () => new Promise(() => {}),
  });
  return { near, told };
}

it('tells an act’s changes before its end', async () => {
  const { near, told } = bothEnds();
  const end = near.act().then((answer) => [...told, answer]);
  expect(await end).toEqual(['changed', 'done']);
});

it('hands the body of an answer over, piece by piece', async () => {
  const { body } = await bothEnds().near.page();
  expect(await text(body)).toBe('one two');
});

it('carries an error across', async () => {
  await expect(bothEnds().near.fail()).rejects.toThrow('The disk is full.');
});

it('ends calls under way when it is closed', async () => {
  const { near } = bothEnds();
  const waiting = near.wait();
  near.$close(new Error('The application has ended.'));
  await expect(waiting).rejects.toThrow('The application has ended.');
});
