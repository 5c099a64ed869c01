import { expect, it } from 'vitest';

import { addAccount } from '../../support/core.ts';
import { saveRegistration, signUpFields, type Site, startSite } from '../../support/site.ts';

const REGISTER = '/accounts/register/';
const QUESTION = 'Did you mean anna@gmail.com? If not, send it again as it is.';

/** A form as the register page holds it, with an address at a slip of gmail.com. */
function fields(changed: Readonly<Record<string, string>> = {}) {
  return { ...signUpFields('anna'), email: 'anna@gmial.com', email_asked: '', ...changed };
}

async function addresses({ core }: Site) {
  const rows = await core.db.selectFrom('auth_user').select('email').execute();
  return rows.map(({ email }) => email);
}

it('a mistyped address is asked about beside its field, and nothing is made', async () => {
  const site = await startSite();
  const { status, body } = await site.submit(REGISTER, fields());
  expect(status).toBe(200);
  expect(body).toContain(`<a href="#id_email">E-mail address: ${QUESTION}</a>`);
  expect(body).toContain(`<p class="field-error">${QUESTION}</p>`);
  expect(body).toContain('value="anna"');
  expect(body).toMatch(/<input id="id_email"[^>]+value="anna@gmial.com"/);
  expect(body).not.toContain(fields().password1);
  expect(body).toContain('<input type="hidden" name="email_asked" value="anna@gmial.com">');
  expect(await addresses(site)).toEqual([]);
});

it('sent again as it is, it counts; another slip is asked about anew', async () => {
  const site = await startSite();
  const other = fields({ email: 'anna@gmali.com', email_asked: 'anna@gmial.com' });
  expect((await site.submit(REGISTER, other)).body).toContain(QUESTION);
  const again = fields({ email: ' anna@GMIAL.com', email_asked: 'anna@gmial.com' });
  expect((await site.submit(REGISTER, again)).status).toBe(302);
  expect(await addresses(site)).toEqual(['anna@gmial.com']);
});

it('corrected, it counts at once', async () => {
  const site = await startSite();
  const corrected = fields({ email: 'anna@gmail.com', email_asked: 'anna@gmial.com' });
  expect((await site.submit(REGISTER, corrected)).status).toBe(302);
  expect(await addresses(site)).toEqual(['anna@gmail.com']);
});

it('a form that could not answer is asked nothing', async () => {
  const site = await startSite();
  const { email_asked: _asked, ...plain } = fields();
  expect((await site.submit(REGISTER, plain)).status).toBe(302);
});

it('the page has the field before anything is typed', async () => {
  const site = await startSite();
  expect((await site.send(REGISTER)).body).toContain('name="email_asked" value=""');
});

it('is asked about in the same words and with no mail, whoever has an account', async () => {
  const site = await startSite();
  const before = (await site.submit(REGISTER, fields({ username: 'boris' }))).body;
  await addAccount(site.core, { username: 'owner', email: 'anna@gmial.com', isActive: true });
  await addAccount(site.core, { username: 'meant', email: 'anna@gmail.com', isActive: true });
  const withoutToken = (body: string) => body.replace(/csrfmiddlewaretoken" value="[^"]+"/, '');
  const after = (await site.submit(REGISTER, fields({ username: 'boris' }))).body;
  expect(withoutToken(after)).toBe(withoutToken(before));
  const mails = await site.core.db.selectFrom('gatehouse_outbox').select('id').execute();
  expect(mails).toEqual([]);
});

it('tells nothing of the domains that people of this site have', async () => {
  const site = await startSite();
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) {
    await addAccount(site.core, { username: name, email: `${name}@river-club.example` });
  }
  const { status } = await site.submit(REGISTER, fields({ email: 'x@river-clob.example' }));
  expect(status).toBe(302);
});

it.each([
  ['refused', { deniedDomains: ['gmail.com'] }],
  ['not among those that are allowed', { allowedDomains: ['gmial.com'] }],
])('nobody is led to a domain that is %s', async (_what, rules) => {
  const site = await startSite();
  await saveRegistration(site.core, rules);
  expect((await site.submit(REGISTER, fields())).status).toBe(302);
});

it('stands beside the faults of other fields, and no other fault of the address', async () => {
  const site = await startSite();
  const { body } = await site.submit(REGISTER, fields({ username: 'an na' }));
  expect(body).toContain('Enter a valid username.');
  expect(body).toContain(QUESTION);
  await saveRegistration(site.core, { deniedDomains: ['gmial.com'] });
  expect((await site.submit(REGISTER, fields())).body).not.toContain(QUESTION);
});
