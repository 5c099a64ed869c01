import { describe, expect, it } from 'vitest';

import { readSite } from '../../../src/main/settings/settings-store.ts';
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

  it('refuses the domain of another site in Django’s table, beside the field', async () => {
    const core = await createCore();
    const person = await addAdministrator(core);
    await core.db
      .insertInto('django_site')
      .values({ name: 'Forum', domain: 'forum.example' })
      .execute();
    const site = { name: 'Shop', domain: 'shop.example', scheme: 'https' } as const;
    await saveSite(core.context, person, site);
    await core.db
      .insertInto('django_site')
      .values({ name: 'Blog', domain: 'blog.example' })
      .execute();
    await expect(
      saveSite(core.context, person, { ...site, domain: 'blog.example' }),
    ).rejects.toMatchObject({
      failure: { code: 'invalid-input', fields: { domain: [expect.stringContaining('Another')] } },
    });
    expect(await readSite(core.db)).toEqual(site);
  });
});
