import type { MessagePort, Transferable, Worker } from 'node:worker_threads';

import { type BirpcReturn, createBirpc } from 'birpc';

import type { ChangedEvent } from '../../shared/bridge.ts';
import type { StartNotice, StartStatus } from '../../shared/contract/application.ts';
import type { LockCause } from '../../shared/contract/session.ts';
import type { Result } from '../../shared/errors.ts';
import type { DatabaseChoice } from '../db/chosen-database.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { StartOptions } from './start-options.ts';

/** A request for a page, as it crosses to the application's thread. */
export interface PageRequest {
  readonly url: string;
  readonly method: string;
}

/** A page's answer on its way back; its body is handed over, not copied. */
export interface PageAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: ReadableStream<Uint8Array> | null;
}

/** What the host can ask of the application's thread. */
export interface ApplicationSide {
  /**
   * @param notice What to tell of the start, or null.
   * @returns Why it could not start, in words for a person, or null once it runs.
   */
  start(options: StartOptions, notice: StartNotice | null): Promise<string | null>;
  /** @param call Its number, for `drop`. */
  dispatch(call: number, procedure: string, input: unknown): Promise<Result<unknown>>;
  /** Nobody waits for a call's answer any more. */
  drop(call: number): void;
  page(request: PageRequest): Promise<PageAnswer>;
  status(): Promise<StartStatus>;
  noteConsole(address: string | null, notice: string | null): Promise<void>;
  pendingCount(): Promise<number>;
  flushMail(): Promise<void>;
  lock(by: LockCause): void;
  stop(): Promise<void>;
}

/** What the application's thread can ask of the host: secrets are sealed where the key store is. */
export interface HostSide extends SecretBox {
  changed(event: ChangedEvent): void;
  /** It wants to end and to begin anew. @param notice What to tell of the start, or null. */
  restart(database: DatabaseChoice, notice: string | null): void;
  /** It wants to end, and the demonstration to be opened in its place. */
  demonstrate(): void;
}

/** Calls to the other thread; `$close` ends those under way. */
export type Link<Theirs extends object, Own extends object> = BirpcReturn<Theirs, Own>;

/**
 * Joins two threads. Messages arrive in the order they were sent, so that whoever hears of an act's
 * end has heard of its changes.
 *
 * @param own What the other thread may call.
 */
export function linkThreads<Theirs extends object, Own extends object>(
  port: Worker | MessagePort,
  own: Own,
): Link<Theirs, Own> {
  return createBirpc<Theirs, Own>(own, {
    post: (message: { readonly r?: unknown }) => port.postMessage(message, handedOver(message.r)),
    on: (listener) => void port.on('message', listener),
    bind: 'functions',
    // A call takes as long as it takes: a clean-up may need minutes.
    timeout: -1,
  });
}

/** The stream of an answer, which can only be handed over. */
function handedOver(result: unknown): Transferable[] {
  const body = result !== null && typeof result === 'object' && 'body' in result && result.body;
  return body instanceof ReadableStream ? [body] : [];
}
