import type { TemplateDetail } from '../../../src/shared/contract/templates.ts';

// jsdom lays nothing out, and the code editor asks where its text is.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;

export const SHIPPED = { subject: 'Account activation', text: 'Hello\n', html: '<p>Hello</p>\n' };

export function template(changes: Partial<TemplateDetail> = {}): TemplateDetail {
  return {
    kind: 'activation',
    name: 'Activation',
    sentWhen: 'Somebody has signed up.',
    source: { origin: 'shipped', version: null },
    savedAt: null,
    savedBy: null,
    parts: SHIPPED,
    default: { ...SHIPPED, origin: 'shipped' },
    variables: [
      { name: 'activation_link', about: 'The link', sample: 'https://a/', required: true },
      { name: 'site.name', about: 'The site’s name', sample: 'Shop', required: false },
    ],
    versions: [],
    ...changes,
  };
}
