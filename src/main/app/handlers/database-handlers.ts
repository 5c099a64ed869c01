import { changeDatabase, inspectNamed } from '../../databases/change-database.ts';
import { copyTo } from '../../databases/copy-database.ts';
import { readDatabaseState } from '../../databases/read-database-state.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

/** Which database the console works on. */
export function databaseHandlers(services: Services) {
  return {
    'database.state': () => readDatabaseState(services, services.openedAt),
    'database.inspect': ({ file }, { person }) => inspectNamed(services, person, file),
    'database.open': (choice, { person }) => changeDatabase(services, person, choice),
    'database.copy': ({ folder }) => copyTo(folder, services),
  } satisfies Partial<Handlers>;
}
