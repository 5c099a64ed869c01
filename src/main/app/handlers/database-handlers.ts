import { changeDatabase, inspectNamed } from '../../databases/change-database.ts';
import { copyTo } from '../../databases/copy-database.ts';
import { readDatabaseState } from '../../databases/read-database-state.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

/** Which database the console works on. */
export function databaseHandlers(services: Services) {
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: whoever looks at a file ends the locks that this process has on it. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = last.then(work, work);
    last = turn;
    return turn;
  }

  return {
    'database.state': () => readDatabaseState(services, services.openedAt),
    'database.inspect': ({ file }, { person }) =>
      inTurn(() => inspectNamed(services, person, file)),
    'database.open': (choice, { person }) => inTurn(() => changeDatabase(services, person, choice)),
    'database.copy': ({ folder }) => copyTo(folder, services),
  } satisfies Partial<Handlers>;
}
