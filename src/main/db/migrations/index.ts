import type { Migration } from 'kysely/migration';

import * as django from './0001-django.ts';
import * as gatehouse from './0002-gatehouse.ts';

/** Every migration under its name, in order. A name that has shipped never changes. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-django': django,
  '0002-gatehouse': gatehouse,
};
