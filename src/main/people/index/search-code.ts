import {
  block,
  br,
  br_if,
  type Code,
  get,
  i32,
  i8x16,
  loop,
  moduleOf,
  set,
  v128,
} from './wasm-code.ts';

/** What the search is given, in this order. Places are addresses in its memory. */
export interface SearchCall {
  /** Where the texts begin and end. */
  readonly from: number;
  readonly end: number;
  /** Where the first text's start is noted, as what to add to `from`; each next 4 bytes below. */
  readonly starts: number;
  readonly count: number;
  readonly needle: number;
  readonly length: number;
  /** In which part of a text: 0 for any, else 1 to 3. */
  readonly part: number;
  /** Two bytes of the needle that are looked for first, by where they stand in it. */
  readonly one: number;
  readonly other: number;
  /** Where the numbers of the texts that pass are written. */
  readonly found: number;
}

const [FROM, END, STARTS, COUNT, NEEDLE, LENGTH, PART, ONE, OTHER, FOUND] = Array.from(
  { length: 10 },
  (_, local) => local,
) as [number, number, number, number, number, number, number, number, number, number];
const [AT, ROW, MASK, HIT, STEP, HITS, SEEN, LOOKED, FIRST, SECOND] = [
  10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
] as const;
/** Parts are ended by bytes below this one. */
const ABOVE_ENDS = 3;
const WIDTH = 16;
/** So many widths are looked at together: mostly there is nothing in any of them. */
const AT_ONCE = 4;

const sum = (one: Code, other: Code) => i32.add(one, other);
const number = i32.const;
const next = (local: number, by = 1) => set(local, sum(get(local), number(by)));
const byteAt = (place: Code) => i32.load8_u(place);
const isPastEnd = (place: Code) => i32.gt_u(sum(place, get(LENGTH)), get(END));
const startOf = (row: Code) =>
  sum(get(FROM), i32.load(i32.sub(get(STARTS), i32.shl(row, number(2)))));
const pattern = (place: number) => i8x16.splat(byteAt(sum(get(NEEDLE), get(place))));
const equal = (place: number, pattern: number, offset: number) =>
  i8x16.eq(v128.load(sum(get(AT), get(place)), offset), get(pattern));
/** Where both bytes stand as they should, among the sixteen places so far on from here. */
const both = (offset = 0) => v128.and(equal(ONE, FIRST, offset), equal(OTHER, SECOND, offset));

/**
 * Finds the texts that a needle occurs in, sixteen places at once: first where two of its bytes
 * stand as far apart as in it, and there all of it
 * (http://0x80.pl/notesen/2016-11-28-simd-strfind.html, “generic SIMD”). Gives how many.
 */
const SEARCH: readonly Code[] = [
  set(FIRST, pattern(ONE)),
  set(SECOND, pattern(OTHER)),
  set(AT, get(FROM)),
  block(
    'done',
    loop(
      'search',
      block(
        'perhaps here',
        loop(
          'nothing there',
          br_if('perhaps here', i32.lt_u(get(AT), get(LOOKED))),
          br_if('done', isPastEnd(get(AT))),
          set(LOOKED, sum(get(AT), number(AT_ONCE * WIDTH))),
          br_if(
            'perhaps here',
            v128.any_true(
              Array.from({ length: AT_ONCE }, (_, at) => both(at * WIDTH)).reduce(v128.or),
            ),
          ),
          set(AT, get(LOOKED)),
          br('nothing there'),
        ),
      ),
      br_if('done', isPastEnd(get(AT))),
      set(MASK, i8x16.bitmask(both())),
      block(
        'none left',
        loop(
          'each',
          br_if('none left', i32.eqz(get(MASK))),
          set(HIT, sum(get(AT), i32.ctz(get(MASK)))),
          set(MASK, i32.and(get(MASK), i32.sub(get(MASK), number(1)))),
          br_if('done', isPastEnd(get(HIT))),
          set(STEP, number(0)),
          loop(
            'compare',
            br_if(
              'each',
              i32.ne(byteAt(sum(get(HIT), get(STEP))), byteAt(sum(get(NEEDLE), get(STEP)))),
            ),
            next(STEP),
            br_if('compare', i32.lt_u(get(STEP), get(LENGTH))),
          ),
          block(
            'in row',
            loop(
              'rows',
              br_if('in row', i32.ge_u(sum(get(ROW), number(1)), get(COUNT))),
              br_if('in row', i32.gt_u(startOf(sum(get(ROW), number(1))), get(HIT))),
              next(ROW),
              br('rows'),
            ),
          ),
          block(
            'in part',
            br_if('in part', i32.eqz(get(PART))),
            set(SEEN, number(1)),
            set(STEP, startOf(get(ROW))),
            block(
              'seen',
              loop(
                'parts',
                br_if('seen', i32.ge_u(get(STEP), get(HIT))),
                set(SEEN, sum(get(SEEN), i32.lt_u(byteAt(get(STEP)), number(ABOVE_ENDS)))),
                next(STEP),
                br('parts'),
              ),
            ),
            br_if('each', i32.ne(get(SEEN), get(PART))),
          ),
          i32.store(sum(get(FOUND), i32.shl(get(HITS), number(2))), get(ROW)),
          next(HITS),
          next(ROW),
          br_if('done', i32.ge_u(get(ROW), get(COUNT))),
          set(AT, startOf(get(ROW))),
          br('search'),
        ),
      ),
      next(AT, WIDTH),
      br('search'),
    ),
  ),
  get(HITS),
];

/** The search's module. @param pages What its memory may grow to. */
export function searchModule(pages: number): Uint8Array<ArrayBuffer> {
  return moduleOf({ parameters: 10, integers: 8, vectors: 2, pages, code: SEARCH });
}
