import { deleteGroup } from '../../groups/delete-group.ts';
import { createGroup, renameGroup, setGroupPermissions } from '../../groups/edit-group.ts';
import { groupPermissions, listGroups } from '../../groups/group-list.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

/** Groups and what they permit. */
export function groupHandlers(services: Services) {
  const { db } = services;
  return {
    'groups.list': async (_, { signal }) => ({ rows: [...(await listGroups(db, signal))] }),
    'groups.permissions': async ({ id }) => ({
      permissions: [...(await groupPermissions(db, id))],
    }),
    'groups.create': (input, { person }) => createGroup(services, { ...input, person }),
    'groups.rename': (input, { person }) => renameGroup(services, { ...input, person }),
    'groups.setPermissions': (input, { person }) =>
      setGroupPermissions(services, { ...input, person }),
    'groups.delete': (input, { person }) => deleteGroup(services, { ...input, person }),
  } satisfies Partial<Handlers>;
}
