const QUOTE = 34;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Longer than any cell of a table of people: a quote that was opened and never closed. */
const MAX_CELL = 1_000_000;

/** A cell grew beyond all measure; the message says where it began. */
export class UnclosedQuoteError extends Error {
  override readonly name = 'UnclosedQuoteError';
}

export interface CsvReader {
  /** Takes the next piece of the text. @returns The rows that have ended in it. */
  feed(text: string): string[][];
  /** @returns The last row, when nothing ended it. @throws UnclosedQuoteError */
  end(): string[][];
}

/**
 * Reads delimited text piece by piece (RFC 4180): quoted cells may hold delimiters, line ends and
 * doubled quotes; lines end in CR LF, LF or CR. Text behind a closing quote is kept, as spreadsheets
 * do.
 */
export function createCsvReader(delimiter: string): CsvReader {
  const separator = delimiter.charCodeAt(0);
  let state: 'start' | 'plain' | 'quoted' | 'after-quote' = 'start';
  let cell = '';
  let row: string[] = [];
  let rowNumber = 1;
  let skipsLineFeed = false;
  let rows: string[][] = [];

  const endCell = (): void => {
    row.push(cell);
    cell = '';
    state = 'start';
  };
  const endRow = (): void => {
    endCell();
    rows.push(row);
    row = [];
    rowNumber += 1;
  };
  const isEnd = (code: number): boolean =>
    code === separator || code === LINE_FEED || code === CARRIAGE_RETURN;
  /** Takes a delimiter or a line end. */
  const takeEnd = (code: number): void => {
    if (code === separator) endCell();
    else {
      endRow();
      skipsLineFeed = code === CARRIAGE_RETURN;
    }
  };
  const guardLength = (): void => {
    if (cell.length > MAX_CELL) throw unclosed(rowNumber);
  };

  return {
    feed(text) {
      rows = [];
      let at = 0;
      while (at < text.length) {
        const code = text.charCodeAt(at);
        if (skipsLineFeed) {
          skipsLineFeed = false;
          if (code === LINE_FEED) {
            at += 1;
            continue;
          }
        }
        if (state === 'quoted') {
          const close = text.indexOf('"', at);
          cell += text.slice(at, close === -1 ? text.length : close);
          guardLength();
          if (close === -1) break;
          state = 'after-quote';
          at = close + 1;
        } else if (isEnd(code)) {
          takeEnd(code);
          at += 1;
        } else if (code === QUOTE && state !== 'plain') {
          if (state === 'after-quote') cell += '"';
          state = 'quoted';
          at += 1;
        } else {
          let end = at + 1;
          while (end < text.length && !isEnd(text.charCodeAt(end))) end += 1;
          cell += text.slice(at, end);
          guardLength();
          state = 'plain';
          at = end;
        }
      }
      return rows;
    },
    end() {
      rows = [];
      if (state === 'quoted') throw unclosed(rowNumber);
      if (cell !== '' || row.length > 0 || state !== 'start') endRow();
      return rows;
    },
  };
}

function unclosed(rowNumber: number): UnclosedQuoteError {
  return new UnclosedQuoteError(`A quotation mark in row ${rowNumber} is never closed.`);
}
