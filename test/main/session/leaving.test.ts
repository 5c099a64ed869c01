import { expect, it } from 'vitest';

import { createPages } from '../../../src/main/web/pages.ts';
import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { RESOURCES } from '../../support/core.ts';

it.each(['lock', 'signOut'] as const)(
  'ends every address of an export or a preview: %s',
  async (leave) => {
    const core = await createConsoleCore();
    const { services, call } = core;
    const eva = await signIn(core);
    const pages = await createPages({ ...services, renderer: RESOURCES });
    const statusOf = async (path: string): Promise<number> =>
      (await pages(new Request(`http://console${path}`))).status;
    const file = await call('accounts.export', {
      ids: [eva.id],
      format: 'csv',
      delimiter: ',',
      byteOrderMark: false,
      formulaSafe: true,
      columns: ['username', 'email'],
    });
    const preview = services.previews.add('<p>A mail to Eva</p>');
    expect([await statusOf(file.path), await statusOf(preview)]).toEqual([200, 200]);
    services.session[leave]();
    expect([await statusOf(file.path), await statusOf(preview)]).toEqual([404, 404]);
  },
);
