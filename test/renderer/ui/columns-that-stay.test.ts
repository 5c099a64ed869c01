import { expect, test } from 'vitest';

import { OUTBOX_COLUMNS } from '../../../src/renderer/screens/mail/outbox-columns.tsx';
import { PENDING_COLUMNS } from '../../../src/renderer/screens/pending/pending-columns.tsx';
import type { DataTableColumn } from '../../../src/renderer/ui/data-table-columns.tsx';
import { arrangeColumns, PLAIN_LAYOUT } from '../../../src/renderer/ui/data-table-layout.ts';

function idsOf<Row>(columns: readonly DataTableColumn<Row>[], room: number) {
  return arrangeColumns(columns, PLAIN_LAYOUT, room).map(({ id }) => id);
}

test('beside an open panel a sign-up still says what became of its mail', () => {
  expect(idsOf(PENDING_COLUMNS, 600)).toEqual(['username', 'email', 'expiresAt', 'mail']);
});

test('beside an open panel a mail still says what it is, and why it failed', () => {
  expect(idsOf(OUTBOX_COLUMNS, 600)).toEqual(['to', 'subject', 'state', 'why']);
});
