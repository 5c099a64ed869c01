import { createReadStream } from 'node:fs';

import { DELIMITERS } from '../../shared/contract/transfer.ts';
import { RefusedError } from '../../shared/errors.ts';
import { unguardFormulas } from '../csv/formula-guards.ts';
import { createCsvReader, UnclosedQuoteError } from '../csv/read-csv.ts';
import type { ImportFile } from './import-files.ts';
import { createJsonReader, jsonCell, NoRecordsError } from './json-reader.ts';

export type Delimiter = (typeof DELIMITERS)[number];

/** A row of a file. In CSV the row of the names is number 1, as in a spreadsheet. */
export interface SourceRow {
  readonly number: number;
  readonly cells: readonly string[];
}

export interface Source {
  readonly format: 'csv' | 'json';
  readonly delimiter: Delimiter;
  readonly columns: readonly string[];
  /**
   * Rows, as many at a time as a piece of the file holds; empty ones are passed over.
   * @param onBytes Told how many bytes have been read by now.
   */
  rows(onBytes?: OnBytes): AsyncGenerator<readonly SourceRow[]>;
}

type OnBytes = (bytes: number) => void;

/** Bytes of a piece: read and parsed in a few milliseconds. */
const PIECE_BYTES = 128 * 1024;
/** A line by which a file tells Excel its delimiter, before the names; Excel shows it as no row. */
const TOLD_DELIMITER = /^"?sep=([,;\t|])"?(?:\r\n?|\n)/i;

/**
 * Looks at the beginning of a file.
 * @param given.delimiter Null finds it out.
 * @throws RefusedError `invalid-input` for a file without rows.
 */
export async function openSource(
  file: ImportFile,
  given: { readonly delimiter: Delimiter | null },
): Promise<Source> {
  let start = '';
  for await (const text of textOf(file)) {
    start = text;
    break;
  }
  if (/^\s*[[{]/.test(start)) return jsonSource(file);
  const told = TOLD_DELIMITER.exec(start)?.[1] as Delimiter | undefined;
  const delimiter = given.delimiter ?? told ?? likeliest(start);
  const names = await firstOf(csvRows(file, delimiter));
  if (names === null) throw unreadable('The file is empty.');
  return {
    format: 'csv',
    delimiter,
    columns: names.cells.map((name) => name.trim()),
    rows: async function* rows(onBytes) {
      for await (const some of csvRows(file, delimiter, onBytes)) {
        yield some.filter((row) => row.number > names.number);
      }
    },
  };
}

async function jsonSource(file: ImportFile): Promise<Source> {
  const columns = new Set<string>();
  const groups = new Map<unknown, string>();
  // All of them: programs leave out what is empty, so a field may first come at the end.
  for await (const some of numbered(file, createJsonReader(groups))) {
    for (const { item } of some) for (const name of Object.keys(item)) columns.add(name);
  }
  if (columns.size === 0) throw unreadable('There is no record in the file.');
  const names = [...columns];
  return {
    format: 'json',
    delimiter: ',',
    columns: names,
    rows: async function* rows(onBytes) {
      for await (const some of numbered(file, createJsonReader(groups), onBytes)) {
        yield some.map(({ number, item }) => ({
          number,
          cells: names.map((name) => jsonCell(item[name])),
        }));
      }
    },
  };
}

async function* csvRows(
  file: ImportFile,
  delimiter: Delimiter,
  onBytes?: OnBytes,
): AsyncGenerator<SourceRow[]> {
  for await (const rows of numbered(file, createCsvReader(delimiter), onBytes)) {
    yield rows
      .map(({ number, item }) => ({ number, cells: item.map(unguardFormulas) }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  }
}

/** What a reader makes of a file, piece by piece, counted from 1. */
async function* numbered<Item>(
  file: ImportFile,
  reader: { feed(text: string): Item[]; end(): Item[] },
  onBytes?: OnBytes,
) {
  let number = 0;
  const count = (items: Item[]) => items.map((item) => ({ number: (number += 1), item }));
  try {
    let isStart = true;
    for await (const text of textOf(file, onBytes)) {
      yield count(reader.feed(isStart ? text.replace(TOLD_DELIMITER, '') : text));
      isStart = false;
    }
    yield count(reader.end());
  } catch (error) {
    const isTold = error instanceof UnclosedQuoteError || error instanceof NoRecordsError;
    throw isTold ? unreadable(error.message) : error;
  }
}

async function* textOf({ path, encoding }: ImportFile, onBytes?: OnBytes): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  const bytes: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: PIECE_BYTES });
  let read = 0;
  for await (const piece of bytes) {
    read += piece.length;
    onBytes?.(read);
    yield decoder.decode(piece, { stream: true });
  }
  yield decoder.decode();
}

async function firstOf<Item>(pieces: AsyncIterable<readonly Item[]>): Promise<Item | null> {
  for await (const [item] of pieces) if (item !== undefined) return item;
  return null;
}

/** The sign that cuts the first rows into the most columns, the same number in each. */
function likeliest(text: string): Delimiter {
  const scores = DELIMITERS.map((delimiter) => {
    const reader = createCsvReader(delimiter);
    const widths = reader
      .feed(text)
      .slice(0, 20)
      .map((cells) => cells.length);
    const [width = text.split('\n', 1)[0]?.split(delimiter).length ?? 1] = widths;
    const alike = widths.filter((each) => each === width).length;
    return { delimiter, score: (width - 1) * (alike + 1) };
  });
  return scores.toSorted((a, b) => b.score - a.score)[0]?.delimiter ?? ',';
}

function unreadable(message: string): RefusedError {
  return new RefusedError({
    code: 'invalid-input',
    message,
    advice: 'Nothing was changed. Look at the file, or choose another one.',
  });
}
