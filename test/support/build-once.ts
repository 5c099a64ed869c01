import { buildIfOutdated } from '../../scripts/build.ts';

/** Builds the product before the end-to-end tests, unless it is up to date. */
export default function globalSetup(): void {
  buildIfOutdated();
}
