import { type Context, type Emitter, Liquid, toValueSync } from 'liquidjs';

import { FILTERS } from './filters.ts';
import type { TemplateFiles } from './template-files.ts';
import { faultOf } from './template-fault.ts';

/**
 * What templates may use up: characters for each file; characters that are written and values that
 * are made, together, for each rendering. A mail or page needs a tenth. The second bounds also what
 * a single filter can be given, and with that its time.
 */
const LIMITS = { parseLimit: 200_000, memoryLimit: 500_000 };

/** A variable that a template is given, where it names it. */
export interface UsedVariable {
  /** Such as `user`, `username`. */
  readonly path: readonly (string | number)[];
  readonly file: string | null;
  readonly line: number;
  readonly column: number;
}

/** Liquid over one set of templates. */
export interface Engine {
  /** Renders a template. @throws TemplateFault when it is wrong or names an unknown variable. */
  render(name: string, context: Readonly<Record<string, unknown>>): string;
  /** The variables it names, in its frame too, and in branches not taken. @throws TemplateFault. */
  uses(name: string): readonly UsedVariable[];
}

/**
 * Liquid over templates that are held in memory, so that no template can reach a file. Values are
 * escaped in HTML and plain in text. What is parsed is kept.
 *
 * @param renderLimitMs How long one rendering may take, in milliseconds; what takes longer has a
 *   second try.
 */
export function createEngine(files: TemplateFiles, renderLimitMs: number): Engine {
  // Made anew for each: Liquid puts its cache into what it is given.
  const options = () => ({
    // Without a prototype, so that no template is called `constructor`.
    templates: Object.assign(Object.create(null) as Record<string, string>, files),
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    cache: true,
    renderLimit: renderLimitMs,
    ...LIMITS,
  });
  const plain = bounded(new Liquid(options()));
  const escaped = bounded(new Liquid({ ...options(), outputEscape: 'escape' }));
  const liquidFor = (name: string): Liquid => (name.endsWith('.html') ? escaped : plain);
  const attempt = <Value>(work: () => Value): Value => {
    try {
      return work();
    } catch (error) {
      throw faultOf(error, files);
    }
  };
  return {
    render: (name, context) =>
      attempt(() => {
        const render = () => String(liquidFor(name).renderFileSync(name, context));
        try {
          return render();
        } catch (error) {
          // The machine may have stood still meanwhile, which says nothing of the template.
          if (!isTimeUp(error)) throw error;
          return render();
        }
      }),
    uses: (name) =>
      attempt(() => {
        const liquid = liquidFor(name);
        const { globals } = liquid.analyzeSync(liquid.parseFileSync(name), { partials: true });
        return Object.values(globals).flatMap((variables) =>
          variables.map(({ segments, location }) => ({
            path: segments.map((segment) => (typeof segment === 'object' ? '' : segment)),
            file: location.file ?? null,
            line: location.row,
            column: location.col,
          })),
        );
      }),
  };
}

function isTimeUp(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('template render limit');
}

/** Takes away the filters that are not ours, and counts what is written, also into `capture`. */
function bounded(liquid: Liquid): Liquid {
  for (const name of Object.keys(liquid.filters)) {
    if (!FILTERS.has(name)) delete liquid.filters[name];
  }
  const { renderer } = liquid;
  const render = renderer.renderTemplates.bind(renderer);
  renderer.renderTemplates = (templates, context, emitter) =>
    render(templates, context, emitter ?? new CountingEmitter(context));
  return liquid;
}

class CountingEmitter implements Emitter {
  buffer = '';
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  write(value: unknown): void {
    const text = toText(value);
    this.#context.memoryLimit.use(text.length);
    this.buffer += text;
  }
}

/** A value as Liquid writes it. */
function toText(value: unknown): string {
  const plain: unknown = toValueSync(value);
  if (plain === null || plain === undefined) return '';
  return Array.isArray(plain) ? plain.map(toText).join('') : `${plain as number}`;
}
