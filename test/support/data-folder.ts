import { join } from 'node:path';

import SQLite from 'better-sqlite3';

/** A running Gatehouse's database, as another program on the machine sees and changes it. */
export interface DataFolder {
  /** The newest link of that kind in a captured mail to this address, or null. */
  linkTo(address: string, pattern: RegExp): string | null;
  /** The subjects of the captured mails to an address, oldest first. */
  subjectsTo(address: string): readonly string[];
  /** Adds a group, as Django's admin does. */
  addGroup(name: string): void;
  /** Makes a sign-up older than it is. */
  backdate(username: string, days: number): void;
  /** How many lists somebody has arranged. */
  arrangedLists(): number;
  close(): void;
}

/** Opens the database in a data folder beside whoever else has it open. */
export function openDataFolder(folder: string): DataFolder {
  const database = new SQLite(join(folder, 'gatehouse.sqlite3'));
  const mails = database.prepare(
    `SELECT raw, subject FROM gatehouse_captured_mail
     WHERE envelope_to LIKE '%' || ? || '%' ORDER BY id`,
  );
  const mailsTo = (address: string) =>
    mails.all(address) as { readonly raw: Buffer; readonly subject: string }[];
  return {
    linkTo: (address, pattern) => {
      for (const { raw } of mailsTo(address).toReversed()) {
        const text = raw
          .toString('utf8')
          .replaceAll(/=\r?\n/g, '')
          .replaceAll('=3D', '=');
        const link = text.match(/https?:\/\/[^\s"<>]+/g)?.find((each) => pattern.test(each));
        if (link !== undefined) return link;
      }
      return null;
    },
    subjectsTo: (address) => mailsTo(address).map(({ subject }) => subject),
    backdate: (username, days) => {
      database
        .prepare(
          `UPDATE auth_user SET date_joined = datetime(date_joined, '-' || ? || ' days')
           WHERE username = ?`,
        )
        .run(days, username);
    },
    addGroup: (name) => {
      database.prepare('INSERT INTO auth_group (name) VALUES (?)').run(name);
    },
    arrangedLists: () =>
      database.prepare('SELECT count(*) FROM gatehouse_list_layout').pluck().get() as number,
    close: () => void database.close(),
  };
}
