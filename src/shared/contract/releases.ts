import { z } from 'zod';

import { line, rowId, rowIds } from './fields.ts';
import { profileColour } from './mail-settings.ts';
import { command, query } from './procedure.ts';

export const releases = {
  /** Whom mails were for, which servers there are to release them through, and what would change. */
  'captured.releasePlan': query({
    access: 'auth.change_user',
    input: z.object({ ids: rowIds }),
    output: z.object({
      mails: z.number(),
      /** Of all their envelopes. */
      recipients: z.array(z.string()),
      /** Addresses and domains that may be written to; empty means all. */
      allowed: z.array(z.string()),
      servers: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          where: z.string(),
          colour: profileColour,
          live: z.boolean(),
        }),
      ),
      /** Mails with line ends that SMTP does not know, which become CRLF; and those of them with a DKIM signature. */
      changed: z.number(),
      signed: z.number(),
      /** Why this person may not release them, or null. */
      barred: z.string().nullable(),
    }),
    reads: ['captured', 'settings'],
  }),
  /**
   * Sends captured mails on through a real server. Who is no superuser releases only what came by
   * the wire, and only to those whom the settings name. `to` null means each to whom it was
   * for.
   */
  'captured.release': command({
    access: 'auth.change_user',
    input: z.object({
      ids: rowIds,
      to: z.array(line).max(1_000).nullable(),
      profile: z.string().max(40),
    }),
    output: z.object({ operationId: rowId.nullable(), queued: z.number() }),
    writes: ['outbox', 'operations'],
  }),
};
