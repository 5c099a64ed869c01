import { TURNS } from '../../ui/show-turns.ts';
import { SourceText } from '../../ui/source-text.tsx';

/** An address behind a name, with the blank between them. No sign before its end is looked at twice. */
const ADDRESS = /(\s<[^<>\s]+>)/;

/**
 * People with their addresses, as one text. A name that turns its direction turns only itself, and
 * what turns an address is named in its place, so that none is read as another.
 */
export function PeopleText({ children }: { readonly children: string }) {
  if (children.search(TURNS) === -1) return <bdi>{children}</bdi>;
  return children
    .split(ADDRESS)
    .map((piece, place) => (
      <bdi key={place}>{piece.includes('@') ? <SourceText>{piece}</SourceText> : piece}</bdi>
    ));
}
