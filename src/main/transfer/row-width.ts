import type { ImportPlan } from '../../shared/contract/transfer.ts';
import type { RefusedRow } from './plan-row.ts';
import type { SourceRow } from './source-rows.ts';

const VALUE_SHOWN = 200;
/** Stands for a stored password, which leaves in no file. */
const HIDDEN = '••••••';

/**
 * Refuses a row whose cells do not stand under the columns: with one missing or one too many, all
 * behind it would be taken for something else. Empty cells behind the last column are let pass.
 *
 * @returns Null for a row that fits.
 */
export function refuseUneven(row: SourceRow, plan: ImportPlan): RefusedRow | null {
  const columns = plan.mapping.length;
  const count = row.cells.length;
  if (count >= columns && row.cells.slice(columns).every((cell) => cell.trim() === '')) return null;
  const cells = `There ${count === 1 ? 'is 1 cell' : `are ${count} cells`} for ${columns} columns`;
  const reason =
    count < columns
      ? `${cells}: some are missing.`
      : `${cells}. What holds the sign between the cells belongs in quotation marks.`;
  const value = cellsWithoutPassword(row, plan).join(' | ').slice(0, VALUE_SHOWN);
  return { row, problems: [{ row: row.number, field: null, value, reason }] };
}

/** The cells of a row, without those where its password is or may have slipped to. */
export function cellsWithoutPassword(
  { cells }: SourceRow,
  { mapping }: ImportPlan,
): readonly string[] {
  const secret = mapping.indexOf('password');
  const slip = Math.abs(cells.length - mapping.length);
  return cells.map((cell, column) =>
    secret !== -1 && cell !== '' && Math.abs(column - secret) <= slip ? HIDDEN : cell,
  );
}
