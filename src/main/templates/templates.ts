import { createEngine } from './engine.ts';
import { createOverrides, type TemplateOverrides } from './overrides.ts';
import { readTemplates } from './template-files.ts';

/** How long a shipped template may render, in milliseconds. It takes one or two. */
const RENDER_LIMIT_MS = 1_000;

export interface Templates {
  /**
   * Renders `<name>` with the site owner's templates, or with the shipped ones where there are none
   * or they are wrong. HTML is escaped, text is plain.
   *
   * @param name Name with its folder and ending, such as `registration/login.html`.
   * @param required Text, as it has to stand in the result, that an override must not lack.
   * @throws Error when the shipped template lacks a variable of its context.
   */
  render(name: string, context: Readonly<Record<string, unknown>>, required?: string): string;
}

/**
 * Templates of pages.
 * @param shipped Folder of the shipped templates. They are read now and never again.
 * @throws Error of node:fs when the shipped ones can't be read.
 */
export function createTemplates(shipped: string, overrides?: TemplateOverrides): Templates {
  const files = readTemplates(shipped);
  const engine = createEngine(files, RENDER_LIMIT_MS);
  const own = overrides ? createOverrides(overrides, files) : null;
  return {
    render: (name, context, required = '') =>
      own?.render(name, context, required) ?? engine.render(name, context),
  };
}
