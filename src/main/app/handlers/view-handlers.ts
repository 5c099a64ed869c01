import { listChangedKeys, saveChangedKeys } from '../../views/changed-keys.ts';
import {
  arrangeList,
  createView,
  deleteView,
  listViews,
  moveView,
  restoreView,
  updateView,
} from '../../views/saved-views.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

/** Saved views of the lists, and how each person has arranged them and changed the keys. */
export function viewHandlers(services: Services) {
  return {
    'views.list': (_, { person }) => listViews(services, person),
    'views.create': (input, { person }) => createView(services, person, input),
    'views.update': (input, { person }) => updateView(services, person, input),
    'views.move': (input, { person }) => moveView(services, person, input),
    'views.delete': ({ id }, { person }) => deleteView(services, person, id),
    'views.restore': ({ id }, { person }) => restoreView(services, person, id),
    'views.arrange': (input, { person }) => arrangeList(services, person, input),
    'keys.list': (_, { person }) => listChangedKeys(services, person),
    'keys.save': ({ changed }, { person }) => saveChangedKeys(services, person, changed),
  } satisfies Partial<Handlers>;
}
