import { createEngine, type RenderTemplate } from './engine.ts';
import {
  listTemplates,
  readTemplate,
  type TemplateFiles,
  type TemplateListing,
} from './template-files.ts';

/** How often the folder is looked at, at most, in milliseconds. */
const LOOK_MS = 1_000;
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
  readonly listing: TemplateListing;
  readonly render: RenderTemplate | null;
  /** When a template with a fault may be tried again, by its name. */
  readonly resting: Map<string, number>;
  readonly told: Set<string>;
}

/** The site owner's templates before the shipped ones. Changes hold within a second. */
export function createOverrides(
  given: TemplateOverrides,
  shipped: TemplateFiles,
): OverriddenTemplates {
  const { folder, onError, clock = () => performance.now() } = given;
  let edition = emptyEdition();
  let lookedAt = -Infinity;

  function tell({ told }: Edition, cause: unknown): void {
    const words = cause instanceof Error ? cause.message : String(cause);
    const reason = words.replace(/\.?$/, '.');
    if (told.has(reason)) return;
    told.add(reason);
    onError(new Error(`${reason} The shipped template is used instead.`, { cause }));
  }

  function look(): Edition {
    if (clock() - lookedAt < LOOK_MS) return edition;
    lookedAt = clock();
    try {
      const listing = listTemplates(folder);
      if (!isSame(listing, edition.listing)) edition = read(listing);
    } catch (error) {
      if (edition.render) edition = emptyEdition();
      tell(edition, error);
    }
    return edition;
  }

  function read(listing: TemplateListing): Edition {
    const next = { ...emptyEdition(), listing };
    const own: Record<string, string> = {};
    for (const name of listing.keys()) {
      try {
        own[name] = readTemplate(folder, name);
      } catch (error) {
        tell(next, error);
      }
    }
    if (Object.keys(own).length === 0) return next;
    return { ...next, render: createEngine({ ...shipped, ...own }, RENDER_LIMIT_MS) };
  }

  return {
    render(name, context, required) {
      const current = look();
      const { resting } = current;
      if (!current.render || clock() < (resting.get(name) ?? -Infinity)) return null;
      try {
        const result = current.render(name, context);
        if (result.trim() === '') throw new Error(`${name} comes out empty.`);
        if (!result.includes(required))
          throw new Error(`${name} lacks the link or the token that it is there for.`);
        return result;
      } catch (error) {
        resting.set(name, clock() + REST_MS);
        tell(current, error);
        return null;
      }
    },
  };
}

function emptyEdition(): Edition {
  return { listing: new Map(), render: null, resting: new Map(), told: new Set() };
}

function isSame(left: TemplateListing, right: TemplateListing): boolean {
  return left.size === right.size && [...left].every(([name, mark]) => right.get(name) === mark);
}
