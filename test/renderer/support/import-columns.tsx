import { screen } from '@testing-library/react';

import type { Answers } from './fake-bridge.ts';
import { madeUpSite } from './made-up-site.ts';
import { renderApp } from './render-app.tsx';

/** The page of an import for which a file with one column was chosen. */
export async function openImportColumns(answers: Answers = {}) {
  const app = renderApp('/import', {
    ...madeUpSite({}),
    'jobs.list': () => ({ jobs: [] }),
    'imports.start': () => ({ id: 'one' }),
    'imports.append': () => ({}),
    'imports.inspect': () => ({
      filename: 'people.csv',
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ',',
      columns: [{ name: 'login', samples: ['karin'], guess: 'username' }],
    }),
    ...answers,
  });
  const file = new File(['login\nkarin\n'], 'people.csv');
  await app.user.upload(await screen.findByLabelText('File with people'), file);
  await screen.findByRole('button', { name: 'See what would happen' });
  return app;
}
