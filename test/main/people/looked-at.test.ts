import { expect, it, onTestFinished } from 'vitest';

import { chosenDatabase } from '../../../src/main/db/chosen-database.ts';
import { openChosenDatabase } from '../../../src/main/db/open-chosen-database.ts';
import { createPeople } from '../../../src/main/people/indexed-people.ts';
import { Clock } from '../../support/core.ts';
import { PEOPLE, type Project, PROJECTS } from '../../support/django-project.ts';
import { makeProject } from '../../support/project-database.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

it.each(Object.entries<Project>(PROJECTS))(
  'an index finds the people of %s while nothing may be written to it',
  async (_name, project) => {
    const { file, trace } = await makeProject(project);
    const before = await trace();
    const folder = await temporaryDirectory();
    const { db, close } = await openChosenDatabase(
      chosenDatabase(folder, { file, looksOnly: true }),
    );
    onTestFinished(close);
    const ready = Promise.withResolvers<void>();
    const people = createPeople({
      db,
      file,
      now: new Clock().now,
      disposableDomains: new Set(),
      many: 1,
      onChange: ready.resolve,
      onError: ready.reject,
    });
    onTestFinished(people.close);
    await people.open();
    await ready.promise;
    const window = await people.window({
      query: '',
      sort: { column: 'expiresAt', direction: 'ascending' },
      offset: 0,
      limit: 10,
    });
    expect(people.index().state).toBe('ready');
    expect(new Set(window.ids)).toEqual(new Set(Object.values(PEOPLE)));
    expect(await people.count({ query: '' })).toBe(5);
    const waiting = await people.ids({ query: '', waiting: true });
    expect([...waiting]).toEqual(project.profiles === 'none' ? [] : [PEOPLE.pia]);
    expect(await trace()).toEqual(before);
  },
);
