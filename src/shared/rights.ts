import { z } from 'zod';

import type { Failure } from './errors.ts';

/** Django's permissions on accounts, with the words that its admin has for them. */
const NAMES = {
  'auth.view_user': 'Can view user',
  'auth.add_user': 'Can add user',
  'auth.change_user': 'Can change user',
  'auth.delete_user': 'Can delete user',
} as const;

export const userPermission = z.enum(Object.keys(NAMES) as (keyof typeof NAMES)[]);
export type UserPermission = z.infer<typeof userPermission>;

/**
 * Who may call: anybody at the console, signed-in staff, those of them with a permission, or a
 * signed-in superuser.
 */
export type Access = 'public' | 'staff' | UserPermission | 'superuser';

/** What decides on what somebody who is signed in may do. */
export interface Rights {
  readonly isSuperuser: boolean;
  /** All of them where staff is one role. */
  readonly permissions: readonly UserPermission[];
}

/** Why somebody may not, and who could let them. */
export interface Lack {
  readonly message: string;
  readonly advice?: string;
}

/**
 * What somebody who is signed in lacks for a kind of access, or null when they may. As in Django's
 * admin, who may change people may view them, and nobody adds people who may not change them.
 */
export function lackOf(access: Access, { isSuperuser, permissions }: Rights): Lack | null {
  if (access === 'public' || access === 'staff' || isSuperuser) return null;
  if (access === 'superuser') return { message: 'Only a superuser may do this.' };
  const missing = neededFor(access, permissions).find((each) => !permissions.includes(each));
  if (missing === undefined) return null;
  return {
    message: `You don’t have the permission “${NAMES[missing]}”.`,
    advice: 'Only a superuser can give it to you.',
  };
}

/** A lack as the answer to a call. */
export function notAllowed({ message, advice }: Lack): Failure {
  return {
    code: 'not-allowed',
    message: `${message} Nothing was changed.`,
    ...(advice === undefined ? {} : { advice }),
  };
}

/** A lack in one text, for what is disabled by it. */
export function lackInWords({ message, advice }: Lack): string {
  return advice === undefined ? message : `${message} ${advice}`;
}

function neededFor(
  permission: UserPermission,
  has: readonly UserPermission[],
): readonly UserPermission[] {
  if (permission === 'auth.view_user' && has.includes('auth.change_user')) return [];
  if (permission === 'auth.add_user') return [permission, 'auth.change_user'];
  return [permission];
}
