import type { ClientFinding, MailChecks } from '../../../shared/contract/checks.ts';
import data from './client-support.json' with { type: 'json' };
import type { CssFacts } from './css-facts.ts';
import { countFeatures } from './features-used.ts';
import type { HtmlFacts } from './html-facts.ts';

/** A client, its platforms without the feature, those that do it in part, and how many it has. */
type Poor = readonly [string, readonly string[], readonly string[], number];
interface Feature {
  readonly title: string;
  readonly poor: readonly Poor[];
}

const FEATURES = data.features as unknown as Readonly<Record<string, Feature>>;

/** Everything that some mail client will not show as meant, the least supported first. */
export function clientSupport(html: HtmlFacts | null, css: CssFacts): MailChecks['clients'] {
  const used = html === null ? [] : [...countFeatures(html, css)];
  const findings = used.flatMap(([slug, uses]): ClientFinding[] => {
    const feature = FEATURES[slug];
    if (!feature || feature.poor.length === 0) return [];
    return [
      {
        feature: feature.title,
        uses,
        missing: feature.poor.flatMap(([client, no, , all]) => named(client, no, all)),
        partial: feature.poor.flatMap(([client, no, part, all]) =>
          no.length === 0 ? named(client, part, all) : [],
        ),
      },
    ];
  });
  const weight = ({ missing, partial }: ClientFinding): number =>
    2 * missing.length + partial.length;
  return {
    updated: data.updated,
    findings: findings.toSorted((one, other) => weight(other) - weight(one)),
  };
}

/** Platforms that are named one by one. */
const FEW = 2;

function named(client: string, platforms: readonly string[], all: number): string[] {
  if (platforms.length === 0) return [];
  const isAll = platforms.length === all || platforms.length > FEW;
  return [isAll ? client : `${client} (${platforms.join(', ')})`];
}

/** Whether the data knows a feature of this name, for a test of the names used here. */
export function isKnownFeature(slug: string): boolean {
  return slug in FEATURES;
}
