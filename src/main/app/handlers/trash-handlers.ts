import { atConsole } from '../../operations/actor.ts';
import { erasePeople } from '../../trash/erase-people.ts';
import { restoreAs, restorePeople } from '../../trash/restore-people.ts';
import { listTrash, trashIds } from '../../trash/trash-list.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

/** People who were deleted and can come back. */
export function trashHandlers(services: Services) {
  return {
    'trash.list': (input) => listTrash(services.db, input),
    'trash.freeze': async ({ search }) =>
      services.selections.freeze(await trashIds(services.db, search)),
    'trash.restore': (target, { person }) =>
      restorePeople(services, {
        ids: services.selections.idsOf(target),
        actor: atConsole(person),
        isSuperuser: person.isSuperuser,
        sharesAddress: target.sharesAddress,
      }),
    'trash.restoreAs': (input, { person }) =>
      restoreAs(services, {
        ...input,
        actor: atConsole(person),
        isSuperuser: person.isSuperuser,
      }),
    'trash.erase': ({ ids }, { person }) =>
      erasePeople(services, {
        ids,
        actor: atConsole(person),
      }),
  } satisfies Partial<Handlers>;
}
