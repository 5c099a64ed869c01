import { Liquid, LiquidError } from 'liquidjs';

import type { TemplateFiles } from './template-files.ts';

/** What templates may use up: characters for each file, and objects for each rendering. */
const LIMITS = { parseLimit: 200_000, memoryLimit: 10_000_000 };

/** Liquid over one set of templates. */
export interface Engine {
  /**
   * Renders a template.
   * @throws Error with file, line and column when it is wrong or names an unknown variable.
   */
  render(name: string, context: Readonly<Record<string, unknown>>): string;
  /** The variables that a template is given and uses, without their properties. @throws Error. */
  uses(name: string): readonly string[];
}

/**
 * Liquid over templates that are held in memory, so that no template can reach a file. Values are
 * escaped in HTML and plain in text. What is parsed is kept.
 *
 * @param renderLimitMs How long one rendering may take, in milliseconds.
 */
export function createEngine(files: TemplateFiles, renderLimitMs: number): Engine {
  const common = {
    // Without a prototype, so that no template is called `constructor`.
    templates: Object.assign(Object.create(null) as Record<string, string>, files),
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    cache: true,
    renderLimit: renderLimitMs,
    ...LIMITS,
  };
  const plain = new Liquid(common);
  const escaped = new Liquid({ ...common, outputEscape: 'escape' });
  return {
    render(name, context) {
      try {
        return String((name.endsWith('.html') ? escaped : plain).renderFileSync(name, context));
      } catch (error) {
        throw withFile(error, files);
      }
    },
    uses: (name) => plain.globalVariablesSync(plain.parseFileSync(name)),
  };
}

/** Adds the template's name where Liquid tells the line alone, as it does of unknown variables. */
function withFile(error: unknown, files: TemplateFiles): unknown {
  if (!LiquidError.is(error) || error.token.file) return error;
  const name = Object.keys(files).find((file) => files[file] === error.token.input);
  return new Error(`${error.message}, file:${name ?? ''}`, { cause: error });
}
