import type { Migration } from 'kysely/migration';

import { up as djangoTables } from './0001-django.ts';
import { up as gatehouseTables } from './0002-gatehouse.ts';
import { up as accountsSiteTables } from './0003-accounts-site.ts';
import { up as captureColumns } from './0004-capture.ts';
import { up as capturedSearch } from './0005-captured-search.ts';
import { up as mailProfiles } from './0007-mail-profiles.ts';
import { up as templateVersions } from './0008-templates.ts';
import { up as releases } from './0009-releases.ts';
import { up as outboxAttempts } from './0010-attempts.ts';
import { up as actsOnMany } from './0012-acts.ts';
import { up as savedViews } from './0013-views.ts';
import { up as notes } from './0014-notes.ts';
import { up as boardIndexes } from './0015-boards.ts';
import { up as trash } from './0017-trash.ts';
import { up as outboxActs } from './0018-outbox-acts.ts';
import { up as refused } from './0019-refused.ts';
import { up as capturedRecipients } from './0020-captured-recipients.ts';
import { up as emptiedParts } from './0021-emptied-parts.ts';
import { up as noteEditor } from './0022-note-editor.ts';
import { up as changedKeys } from './0023-keys.ts';
import { up as formerGroups } from './0024-former-groups.ts';
import { up as capturedReading } from './0025-captured-reading.ts';
import { up as leavers } from './0026-leavers.ts';
import { up as capturedOrder } from './0027-captured-order.ts';
import { up as mailsOfMany } from './0028-mails-of-many.ts';

/** Every migration under its name, in order. A name that has shipped never changes. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-django': { up: djangoTables },
  '0002-gatehouse': { up: gatehouseTables },
  '0003-accounts-site': { up: accountsSiteTables },
  '0004-capture': { up: captureColumns },
  '0005-captured-search': { up: capturedSearch },
  '0007-mail-profiles': { up: mailProfiles },
  '0008-templates': { up: templateVersions },
  '0009-releases': { up: releases },
  '0010-attempts': { up: outboxAttempts },
  '0012-acts': { up: actsOnMany },
  '0013-views': { up: savedViews },
  '0014-notes': { up: notes },
  '0015-boards': { up: boardIndexes },
  '0017-trash': { up: trash },
  '0018-outbox-acts': { up: outboxActs },
  '0019-refused': { up: refused },
  '0020-captured-recipients': { up: capturedRecipients },
  '0021-emptied-parts': { up: emptiedParts },
  '0022-note-editor': { up: noteEditor },
  '0023-keys': { up: changedKeys },
  '0024-former-groups': { up: formerGroups },
  '0025-captured-reading': { up: capturedReading },
  '0026-leavers': { up: leavers },
  '0027-captured-order': { up: capturedOrder },
  '0028-mails-of-many': { up: mailsOfMany },
};
