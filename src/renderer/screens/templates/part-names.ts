/** What the parts of a mail are called. */
export const PART_NAMES = { subject: 'Subject', text: 'Text', html: 'HTML' } as const;
