import { messageOf } from '../../shared/message-of.ts';
import { createEngine, type Engine } from './engine.ts';
import { type FolderState, followFolder } from './template-folder.ts';
import { TemplateFault } from './template-fault.ts';
import type { TemplateFiles } from './template-files.ts';

/** How long a template with a fault is left alone, in milliseconds: each try costs time. */
const REST_MS = 60_000;
/** How long an override may render, in milliseconds. Nothing else is served meanwhile. */
const RENDER_LIMIT_MS = 250;

export interface TemplateOverrides {
  /** Folder of the site owner's templates; it need not exist. */
  readonly folder: string;
  /** Told of each fault once, until the folder changes. */
  readonly onError: (error: unknown) => void;
  /** Milliseconds since whenever, never going back; the process's own clock unless given. */
  readonly clock?: () => number;
}

export interface OverriddenTemplates {
  /**
   * Renders with the site owner's templates.
   * @param required Text that the result has to contain.
   * @returns null when the shipped templates are to be used: nothing is overridden, or it is wrong.
   */
  render(name: string, context: Readonly<Record<string, unknown>>, required: string): string | null;
}

/** One state of the folder: what it rendered with, and what was wrong with it. */
interface Edition {
  readonly state: FolderState;
  readonly engine: Engine | null;
  /** When a template with a fault may be tried again, by its name. */
  readonly resting: Map<string, number>;
  readonly tell: (cause: unknown) => void;
}

/** The site owner's templates before the shipped ones. Changes hold within a second. */
export function createOverrides(
  given: TemplateOverrides,
  shipped: TemplateFiles,
): OverriddenTemplates {
  const { folder, onError, clock = () => performance.now() } = given;
  const look = followFolder(folder, clock);
  let edition: Edition | null = null;

  function current(): Edition {
    const state = look();
    if (edition?.state === state) return edition;
    const tell = tellOnce(onError);
    for (const problem of state.problems) tell(problem);
    const isOverridden = Object.keys(state.files).length > 0;
    const engine = isOverridden
      ? createEngine({ ...shipped, ...state.files }, RENDER_LIMIT_MS)
      : null;
    edition = { state, engine, resting: new Map(), tell };
    return edition;
  }

  return {
    render(name, context, required) {
      const { engine, resting, tell } = current();
      if (!engine || clock() < (resting.get(name) ?? -Infinity)) return null;
      try {
        const result = engine.render(name, context);
        if (result.trim() === '') throw new TemplateFault('It comes out empty.', { file: name });
        if (!result.includes(required))
          throw new TemplateFault('It lacks the link or the token that it is there for.', {
            file: name,
          });
        return result;
      } catch (error) {
        resting.set(name, clock() + REST_MS);
        tell(error);
        return null;
      }
    },
  };
}

/** Passes on each fault of an override once. */
export function tellOnce(onError: (error: unknown) => void): (cause: unknown) => void {
  const told = new Set<string>();
  return (cause) => {
    const words = messageOf(cause);
    const reason = words.replace(/\.?$/, '.');
    if (told.has(reason)) return;
    told.add(reason);
    onError(new Error(`${reason} The shipped template is used instead.`, { cause }));
  };
}
