import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';

import { openDatabase } from '../../../src/main/db/open-database.ts';
import { readPerson } from '../../../src/main/session/read-person.ts';
import { userPermission } from '../../../src/shared/rights.ts';
import { PROJECTS } from '../../support/django-project.ts';
import { addAccount, addAdministrator, createCore, handToProject } from '../../support/core.ts';
import { openedDjangoDatabase } from '../../support/django-database.ts';
import { permissionId, permit } from '../../support/permissions.ts';
import { addGroup } from '../../support/person.ts';
import { makeProject } from '../../support/project-database.ts';

const ALL = userPermission.options;

/** A Django project's database with somebody of its staff, who has no permission yet. */
async function withSam(flags: { readonly isActive?: boolean; readonly isStaff?: boolean } = {}) {
  const core = await createCore();
  await handToProject(core);
  const sam = await addAccount(core, { username: 'sam', isActive: true, isStaff: true, ...flags });
  const permissions = async () => (await readPerson(core.db, sam))?.permissions;
  return { core, sam, permissions };
}

describe('what somebody may at the console of a Django project’s database', () => {
  it('is nothing without a permission', async () => {
    const { permissions } = await withSam();
    expect(await permissions()).toEqual([]);
  });

  it('is what was given to themselves and to their groups, each once', async () => {
    const { core, sam, permissions } = await withSam();
    await permit(core, sam, ['auth.view_user', 'auth.change_user']);
    const others = await addGroup(core, 'others');
    const group = await addGroup(core, 'support');
    const give = async (to: number, permission: (typeof ALL)[number]) =>
      core.db
        .insertInto('auth_group_permissions')
        .values({ group_id: to, permission_id: await permissionId(core, permission) })
        .execute();
    await give(group, 'auth.change_user');
    await give(group, 'auth.delete_user');
    await give(others, 'auth.add_user');
    await core.db
      .insertInto('auth_user_groups')
      .values({ user_id: sam, group_id: group })
      .execute();
    expect(await permissions()).toEqual(['auth.view_user', 'auth.change_user', 'auth.delete_user']);
  });

  it('is not what is called the same for another model, nor what others have', async () => {
    const { core, sam, permissions } = await withSam();
    const anna = await addAccount(core, { username: 'anna', isActive: true, isStaff: true });
    await permit(core, anna, ALL);
    await sql`INSERT INTO django_content_type (app_label, model)
      VALUES ('shop', 'user'), ('auth', 'badge')`.execute(core.db);
    await sql`INSERT INTO auth_permission (content_type_id, codename, name)
      SELECT id, 'delete_user', 'Can delete user' FROM django_content_type
      WHERE app_label = 'shop' OR model = 'badge'`.execute(core.db);
    await sql`INSERT INTO auth_user_user_permissions (user_id, permission_id)
      SELECT ${sam}, id FROM auth_permission WHERE codename = 'delete_user'
        AND id <> ${await permissionId(core, 'auth.delete_user')}`.execute(core.db);
    expect(await permissions()).toEqual([]);
  });

  it('is everything for superusers', async () => {
    const { core } = await withSam();
    const eva = await addAdministrator(core);
    expect(await readPerson(core.db, eva.id)).toEqual(eva);
  });

  it.each([{ isActive: false }, { isStaff: false }])('is nothing at all with %j', async (flags) => {
    const { core, sam } = await withSam(flags);
    await permit(core, sam, ALL);
    expect(await readPerson(core.db, sam)).toBeNull();
  });
});

describe('as long as nobody has decided', () => {
  it('staff may everything in a database that Gatehouse has made', async () => {
    const core = await createCore();
    const sam = await addAccount(core, { username: 'sam', isActive: true, isStaff: true });
    expect(await readPerson(core.db, sam)).toMatchObject({ isSuperuser: false, permissions: ALL });
  });

  it.each(Object.keys(PROJECTS) as (keyof typeof PROJECTS)[])(
    'staff may what Django permits them in one of %s',
    async (name) => {
      const core = await createCore(await openedDjangoDatabase(PROJECTS[name]));
      const sam = await addAccount(core, { username: 'sam', isActive: true, isStaff: true });
      expect(await readPerson(core.db, sam)).toMatchObject({ permissions: [] });
    },
  );

  it('staff may what Django permits them in one that is only looked at', async () => {
    const project = await makeProject();
    project.change("UPDATE auth_user SET is_staff = 1 WHERE username = 'mia'");
    const { db } = await openDatabase(project.file, { looksOnly: true });
    onTestFinished(() => db.destroy());
    const { id } = await db
      .selectFrom('auth_user')
      .select('id')
      .where('username', '=', 'mia')
      .executeTakeFirstOrThrow();
    expect(await readPerson(db, id)).toMatchObject({ username: 'mia', permissions: [] });
  });

  it('staff may what Django permits them also where an earlier version has saved', async () => {
    const { core, permissions } = await withSam();
    await core.db
      .insertInto('gatehouse_setting')
      .values({ name: 'console', value: '{"idleLockMinutes":5}' })
      .execute();
    expect(await permissions()).toEqual([]);
  });
});
