import { saveTemplate } from '../mail/templates/save-template.ts';
import { partsOf } from '../mail/templates/templates.ts';
import { readVersionInUse } from '../mail/templates/version-store.ts';
import { type Act, daysAgo } from './acts.ts';
import { type Stage, staffOf } from './stage.ts';

/** When the staff wrote the activation mail anew, what it begins with, and their note on it. */
const VERSIONS = [
  { days: 74, greeting: 'Welcome to the library!', note: 'Begins with a welcome' },
  {
    days: 23,
    greeting: 'Welcome to the library. Your card waits at the desk.',
    note: 'Says where the card is',
  },
];

/** The staff make the activation mail their own, twice. */
export function letterActs(stage: Stage): readonly Act[] {
  return VERSIONS.map(({ days, greeting, note }) => ({
    at: daysAgo(stage, days),
    play: async () => {
      const { subject, text, html } = partsOf(stage.templates.inFolders('activation'));
      const kind = 'activation' as const;
      const inUse = await readVersionInUse(stage.db, kind);
      const parts = {
        subject,
        text: `${greeting}\n\n${text}`,
        html: html.replace('<p', `<p style="margin: 0 0 16px;">${greeting}</p>\n<p`),
      };
      const basedOn = { origin: 'version' as const, version: inUse?.number ?? null };
      const input = { kind, parts, note, basedOn };
      const { version } = await saveTemplate(stage, staffOf(stage, 'eva'), input);
      if (version === null) throw new Error('The demonstration has a template with errors.');
    },
  }));
}
