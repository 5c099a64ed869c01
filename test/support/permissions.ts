import type { UserPermission } from '../../src/shared/rights.ts';
import { type ConsoleCore, signIn } from './console-core.ts';
import { type Core, handToProject } from './core.ts';

/** The permission's id, as Django's tables have it. */
export async function permissionId({ db }: Pick<Core, 'db'>, permission: UserPermission) {
  const { id } = await db
    .selectFrom('auth_permission')
    .innerJoin('django_content_type', 'django_content_type.id', 'content_type_id')
    .select('auth_permission.id')
    .where('app_label', '=', 'auth')
    .where('model', '=', 'user')
    .where('codename', '=', permission.slice('auth.'.length))
    .executeTakeFirstOrThrow();
  return id;
}

/** Gives somebody permissions of their own, as Django's admin does. */
export async function permit(
  core: Pick<Core, 'db'>,
  userId: number,
  permissions: readonly UserPermission[],
): Promise<void> {
  for (const permission of permissions) {
    await core.db
      .insertInto('auth_user_user_permissions')
      .values({ user_id: userId, permission_id: await permissionId(core, permission) })
      .execute();
  }
}

/** Signs staff of a Django project in who have these permissions and no others. */
export async function signInPermitted(
  console: ConsoleCore,
  permissions: readonly UserPermission[],
) {
  await handToProject(console);
  const sam = await signIn(console, 'staff');
  await permit(console, sam.id, permissions);
  return sam;
}
