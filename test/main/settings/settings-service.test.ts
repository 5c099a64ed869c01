import { describe, expect, it } from 'vitest';

import { saveSite } from '../../../src/main/site/save-site.ts';
import { addAdministrator, createCore } from '../../support/core.ts';

describe('the site form', () => {
  it('refuses a name that would break a subject or a header', async () => {
    const core = await createCore();
    const person = await addAdministrator(core);
    const site = { name: 'Shop\r\nBcc: x@y.example', domain: 'a b', scheme: 'https' } as const;
    await expect(saveSite(core.context, person, site)).rejects.toMatchObject({
      failure: { fields: { name: [expect.any(String)], domain: [expect.any(String)] } },
    });
  });
});
