import { expect, test } from 'vitest';

import { OUTBOX_COLUMNS } from '../../../src/renderer/screens/mail/outbox-columns.tsx';
import { arrangeColumns, PLAIN_LAYOUT } from '../../../src/renderer/ui/data-table-layout.ts';

test.each([1_000, 640, 500, 300])('why a mail failed stays in %d pixels', (room) => {
  const shown = arrangeColumns(OUTBOX_COLUMNS, PLAIN_LAYOUT, room).map(({ id }) => id);
  expect(shown).toEqual(expect.arrayContaining(['to', 'state', 'why']));
});
