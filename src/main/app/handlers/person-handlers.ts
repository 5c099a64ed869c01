import { findAlike } from '../../accounts/alike-accounts.ts';
import { addNote, deleteNote, editNote, readNotes } from '../../accounts/account-notes.ts';
import { readReferences } from '../../accounts/account-references.ts';
import { readRights, rightsOffered } from '../../accounts/account-rights.ts';
import { readRawRows } from '../../accounts/raw-rows.ts';
import { setGroups, setPermissions } from '../../accounts/set-rights.ts';
import { readClock } from '../../people/sql-people.ts';
import { othersAt } from '../../registrations/shared-address.ts';
import { requireNewPassword } from '../../sign-in/require-new-password.ts';
import { accountStory } from '../../story/account-story.ts';
import { itemAsSeen } from '../acts-as-seen.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

/** One person from every side, and what is done to one person. */
export function personHandlers(services: Services) {
  const { db, selections } = services;
  return {
    'accounts.story': async (input, { person }) => {
      const { items, ...story } = await accountStory(db, input);
      return {
        ...story,
        items: await Promise.all(items.map((item) => itemAsSeen(db, person, item))),
      };
    },
    'accounts.rights': ({ id }) => readRights(db, id),
    'accounts.rightsOffered': () => rightsOffered(db),
    'accounts.setGroups': (input, { person }) =>
      setGroups(services, { ...input, ids: selections.idsOf(input), person }),
    'accounts.setPermissions': ({ id, ...input }, { person }) =>
      setPermissions(services, { ids: [id], ...input, person }),
    'accounts.notes': async ({ id }) => ({ notes: await readNotes(db, id) }),
    'accounts.addNote': (input, { person }) => addNote(services, { ...input, person }),
    'accounts.editNote': (input, { person }) => editNote(services, { ...input, person }),
    'accounts.deleteNote': (input, { person }) => deleteNote(services, { ...input, person }),
    'accounts.alike': async ({ id }) => ({
      accounts: await findAlike(db, { id, ...(await readClock(services)) }),
    }),
    'accounts.othersAt': (input) => othersAt(db, input),
    'accounts.raw': async ({ id }) => ({ tables: await readRawRows(db, id) }),
    'accounts.references': async ({ id }) => ({ references: await readReferences(db, id) }),
    'accounts.requireNewPassword': (input, { person }) =>
      requireNewPassword(services, { ...input, ids: selections.idsOf(input), person }),
  } satisfies Partial<Handlers>;
}
