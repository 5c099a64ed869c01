import type { FileForm } from '../../shared/contract/file-form.ts';
import { writeList } from './list-cell.ts';
import { BYTE_ORDER_MARK, csvRow } from './write-csv.ts';

/** Values of a row in the order of the columns. */
export type TableRow = readonly (string | number | boolean | null | readonly string[])[];

/**
 * A table as the bytes of a file, piece by piece, so that any number of rows needs the memory of
 * one piece.
 *
 * @param pieces Rows, as many at a time as are at hand.
 */
export async function* tableFile(
  columns: readonly string[],
  pieces: AsyncIterable<readonly TableRow[]>,
  form: FileForm,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const mark = form.byteOrderMark ? BYTE_ORDER_MARK : '';
  if (form.format === 'csv') {
    yield encoder.encode(mark + csvRow(columns, form));
    for await (const rows of pieces) {
      yield encoder.encode(rows.map((row) => csvRow(row.map(cellOf), form)).join(''));
    }
    return;
  }
  let isFirst = true;
  yield encoder.encode('[');
  for await (const rows of pieces) {
    const records = rows.map((row) =>
      JSON.stringify(Object.fromEntries(columns.map((column, index) => [column, row[index]]))),
    );
    if (records.length === 0) continue;
    yield encoder.encode(`${isFirst ? '\n' : ',\n'}${records.join(',\n')}`);
    isFirst = false;
  }
  yield encoder.encode('\n]\n');
}

function cellOf(value: TableRow[number]): string | number {
  if (typeof value === 'number') return value;
  if (typeof value === 'object') return value === null ? '' : writeList(value);
  return String(value);
}
