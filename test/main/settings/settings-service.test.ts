import { describe, expect, it } from 'vitest';

import { readSite } from '../../../src/main/settings/settings-store.ts';
import { saveSite } from '../../../src/main/site/save-site.ts';
import { addAdministrator, createCore } from '../../support/core.ts';
import { SHOP } from '../../support/site-paths.ts';

describe('the site form', () => {
  it('refuses what would break a subject, a header or a link', async () => {
    const core = await createCore();
    const person = await addAdministrator(core);
    const site = {
      ...SHOP,
      name: 'Shop\r\nBcc: x@y.example',
      domain: 'a b',
      accountsPath: '//evil.example/',
    } as const;
    const refused = [expect.any(String)];
    await expect(saveSite(core.context, person, site)).rejects.toMatchObject({
      failure: { fields: { name: refused, domain: refused, accountsPath: refused } },
    });
  });

  it('refuses the domain of another site in Django’s table, beside the field', async () => {
    const core = await createCore();
    const person = await addAdministrator(core);
    await core.db
      .insertInto('django_site')
      .values({ name: 'Forum', domain: 'forum.example' })
      .execute();
    await saveSite(core.context, person, SHOP);
    await core.db
      .insertInto('django_site')
      .values({ name: 'Blog', domain: 'blog.example' })
      .execute();
    await expect(
      saveSite(core.context, person, { ...SHOP, domain: 'blog.example' }),
    ).rejects.toMatchObject({
      failure: { code: 'invalid-input', fields: { domain: [expect.stringContaining('Another')] } },
    });
    expect(await readSite(core.db)).toEqual(SHOP);
  });
});
