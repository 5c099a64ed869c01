import SQLite from 'better-sqlite3';

import { expect, test } from './support/console-test.ts';

test.use({ args: ['--demo'] });

/** How far a name's first letter stands from where its box ends, and whether the name is cut. */
function lookAtStart(name: HTMLElement) {
  const text = document.createTreeWalker(name, NodeFilter.SHOW_TEXT).nextNode();
  if (text === null) throw new TypeError('The name is empty.');
  const first = document.createRange();
  first.setStart(text, 0);
  first.setEnd(text, 1);
  const box = name.parentElement?.getBoundingClientRect();
  const { left, right } = first.getBoundingClientRect();
  return {
    isCut: name.scrollWidth > name.clientWidth,
    isSeen: box !== undefined && left >= box.left && right <= box.right,
  };
}

test('a long name that reads from right to left is cut at its end, not at its beginning', async ({
  desk,
  play,
}) => {
  const { page } = play;
  await page.getByRole('button', { name: 'Fill in' }).click();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
  const database = new SQLite(`${desk.dataDirectory}/gatehouse.sqlite3`);
  database.exec(`UPDATE auth_user SET first_name = 'محمد عبد الرحمن بن فيصل',
    last_name = 'آل سعود الكبير الهاشمي' WHERE id IN (
      SELECT user_id FROM registration_registrationprofile JOIN auth_user ON auth_user.id = user_id
      WHERE is_active = 0)`);
  database.close();
  for (const path of ['/pending', '/users?q=محمد']) {
    await play.go(path);
    const name = page.getByRole('grid').getByText('محمد').first();
    await expect(name).toBeVisible();
    expect(await name.evaluate(lookAtStart)).toEqual({ isCut: true, isSeen: true });
  }
});
