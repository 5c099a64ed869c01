/** The program of the main process and those of its threads: each source by the name of its bundle. */
export const MAIN_ENTRIES = {
  index: 'src/main/index.ts',
  browser: 'src/main/browser.ts',
  'application-thread': 'src/main/application-thread.ts',
  'people-thread': 'src/main/people/people-thread.ts',
  'mail-reading-thread': 'src/main/mail-reading-thread.ts',
  'checkpoint-thread': 'src/main/db/checkpoint-thread.ts',
};
