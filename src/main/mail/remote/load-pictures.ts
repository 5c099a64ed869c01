import type { Network } from './network.ts';
import { RemoteRefusedError } from './ask-web.ts';
import { fetchPicture, type Picture } from './fetch-picture.ts';

export interface LoadedPictures {
  /** By the address that the mail gives. */
  readonly pictures: ReadonlyMap<string, Picture>;
  /** Why others are missing, each reason once, as sentences. */
  readonly problems: readonly string[];
}

const MAX_PICTURES = 50;
const AT_ONCE = 6;
const MAX_TOTAL_BYTES = 15_000_000;
const MAX_PROBLEMS = 5;

/** Fetches the pictures that one mail asks for, because a person wants to see them. */
export async function loadPictures(
  addresses: readonly string[],
  network: Network,
): Promise<LoadedPictures> {
  const pictures = new Map<string, Picture>();
  const problems = new Set<string>();
  const waiting = [...new Set(addresses)];
  if (waiting.length > MAX_PICTURES) problems.add(`Only ${MAX_PICTURES} pictures are loaded.`);
  waiting.splice(MAX_PICTURES);
  let room = MAX_TOTAL_BYTES;

  async function work(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      try {
        const picture = await fetchPicture(next, network);
        room -= picture.content.length;
        if (room >= 0) pictures.set(next, picture);
        else problems.add('All pictures together are too large.');
      } catch (error) {
        if (!(error instanceof RemoteRefusedError)) throw error;
        problems.add(error.message);
      }
    }
  }

  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { pictures, problems: [...problems].slice(0, MAX_PROBLEMS) };
}
