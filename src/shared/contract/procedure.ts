import type { z } from 'zod';

import type { Access } from '../rights.ts';
import type { Topic } from '../topics.ts';

/** Something to ask. It changes nothing and is asked again when a topic it reads has changed. */
export interface Query<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly kind: 'query';
  readonly access: Access;
  readonly input: Input;
  readonly output: Output;
  readonly reads: readonly Topic[];
}

/** Something to do. After it has been done, the topics it writes are published as changed. */
export interface Command<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  readonly kind: 'command';
  readonly access: Access;
  readonly input: Input;
  readonly output: Output;
  readonly writes: readonly Topic[];
}

export type Procedure = Query | Command;

/** Declares a query: `query({ access: 'staff', input, output, reads: ['accounts'] })`. */
export function query<Input extends z.ZodType, Output extends z.ZodType>(
  declaration: Omit<Query<Input, Output>, 'kind'>,
): Query<Input, Output> {
  return { kind: 'query', ...declaration };
}

/** Declares a command: `command({ access: 'staff', input, output, writes: ['accounts'] })`. */
export function command<Input extends z.ZodType, Output extends z.ZodType>(
  declaration: Omit<Command<Input, Output>, 'kind'>,
): Command<Input, Output> {
  return { kind: 'command', ...declaration };
}
