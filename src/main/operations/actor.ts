import { type AUDIT_VIA, VISITOR_LABEL } from '../../shared/audit-query.ts';

/** Who does something, as the log will tell it. */
export interface Actor {
  /** The account of the signed-in administrator, or of the person themselves; null for nobody. */
  readonly accountId: number | null;
  /** The name to show, kept even when the account is gone. */
  readonly label: string;
  readonly via: (typeof AUDIT_VIA)[number];
}

/** A visitor of the accounts site who is not signed in. */
export const VISITOR: Actor = { accountId: null, label: VISITOR_LABEL, via: 'site' };

/** Gatehouse acting by itself. */
export const SYSTEM: Actor = { accountId: null, label: 'Gatehouse', via: 'system' };

/** Somebody with an account. */
interface Known {
  readonly id: number;
  readonly username: string;
}

/** The administrator who is signed in at the console. */
export function atConsole({ id, username }: Known): Actor {
  return { accountId: id, label: username, via: 'console' };
}

/** Somebody at the accounts site, acting on their own account. */
export function atSite({ id, username }: Known): Actor {
  return { accountId: id, label: username, via: 'site' };
}
