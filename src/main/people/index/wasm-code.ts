/**
 * WebAssembly as bytes, of as much as one search needs; the names are those of its text format.
 * Source: WebAssembly Core Specification 2.0, chapter 5.
 */

/** An instruction with its operands, given the labels around it, the innermost first. */
export type Code = (labels: readonly string[]) => readonly number[];

/** “\0asm”, version 1. */
const MAGIC = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const VOID = 0x40;
const I32 = 0x7f;
const V128 = 0x7b;
const FUNCTION = 0x60;
const SHARED_WITH_MAXIMUM = 0x03;
const SIMD = 0xfd;

const op =
  (...bytes: readonly number[]) =>
  (...operands: readonly Code[]): Code =>
  (labels) => [...operands.flatMap((operand) => operand(labels)), ...bytes];

export const i32 = {
  const:
    (value: number): Code =>
    () => [0x41, ...signed(value)],
  load: op(0x28, 2, 0),
  load8_u: op(0x2d, 0, 0),
  store: op(0x36, 2, 0),
  eqz: op(0x45),
  ne: op(0x47),
  lt_u: op(0x49),
  gt_u: op(0x4b),
  ge_u: op(0x4f),
  ctz: op(0x68),
  add: op(0x6a),
  sub: op(0x6b),
  and: op(0x71),
  shl: op(0x74),
};
export const v128 = {
  /** @param offset In bytes, added to the address. */
  load: (address: Code, offset = 0): Code => op(SIMD, 0x00, 0, ...size(offset))(address),
  and: op(SIMD, 0x4e),
  or: (one: Code, other: Code): Code => op(SIMD, 0x50)(one, other),
  any_true: op(SIMD, 0x53),
};
export const i8x16 = { splat: op(SIMD, 0x0f), eq: op(SIMD, 0x23), bitmask: op(SIMD, 0x64) };

export const get = (local: number): Code => op(0x20, local)();
export const set = (local: number, value: Code): Code => op(0x21, local)(value);

/** Code that `br` to its label leaves. */
export const block = (label: string, ...code: readonly Code[]): Code => nested(0x02, label, code);
/** Code that `br` to its label begins again. */
export const loop = (label: string, ...code: readonly Code[]): Code => nested(0x03, label, code);
export const br =
  (label: string): Code =>
  (labels) => [0x0c, labels.indexOf(label)];
export const br_if =
  (label: string, condition: Code): Code =>
  (labels) => [...condition(labels), 0x0d, labels.indexOf(label)];

function nested(opcode: number, label: string, code: readonly Code[]): Code {
  return (labels) => [opcode, VOID, ...code.flatMap((each) => each([label, ...labels])), 0x0b];
}

/**
 * A module of one function, exported as `run`, on a shared memory imported as `given.memory`. All
 * its parameters, and what it gives, are 32-bit integers.
 *
 * @param given.parameters How many.
 * @param given.integers How many locals follow the parameters.
 * @param given.vectors How many locals of 128 bits follow those.
 * @param given.pages What the memory may grow to, in pages of 64 KiB.
 */
export function moduleOf(given: {
  readonly parameters: number;
  readonly integers: number;
  readonly vectors: number;
  readonly pages: number;
  readonly code: readonly Code[];
}): Uint8Array<ArrayBuffer> {
  const { parameters, integers, vectors, pages, code } = given;
  const type = [FUNCTION, ...list(Array.from({ length: parameters }, () => [I32])), 1, I32];
  const memory = [...name('given'), ...name('memory'), 2, SHARED_WITH_MAXIMUM, 0, ...size(pages)];
  const locals = list([
    [...size(integers), I32],
    [...size(vectors), V128],
  ]);
  const body = [...locals, ...code.flatMap((each) => each([])), 0x0b];
  return Uint8Array.from([
    ...MAGIC,
    ...section(1, type),
    ...section(2, memory),
    ...section(3, [0]),
    ...section(7, [...name('run'), 0, 0]),
    ...section(10, [...size(body.length), ...body]),
  ]);
}

function section(id: number, entry: readonly number[]): readonly number[] {
  const content = list([entry]);
  return [id, ...size(content.length), ...content];
}

function list(entries: readonly (readonly number[])[]): readonly number[] {
  return [...size(entries.length), ...entries.flat()];
}

function name(text: string): readonly number[] {
  return list([...Buffer.from(text)].map((byte) => [byte]));
}

/** An unsigned number in LEB128. */
function size(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...size(value >>> 7)];
}

/** A signed number in LEB128. */
function signed(value: number): readonly number[] {
  if (value >= -0x40 && value < 0x40) return [value & 0x7f];
  return [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}
