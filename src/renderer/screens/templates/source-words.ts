import type { TemplateSource } from '../../../shared/contract/templates.ts';

/** Where a mail comes from: "version 3", "shipped", "file in the data folder". */
export function sourceWords({ origin, version }: TemplateSource): string {
  if (version !== null) return `version ${version}`;
  return origin === 'folder' ? 'file in the data folder' : 'shipped';
}
