import { nameOfTurn, showTurns, TURNS } from './show-turns.ts';
import styles from './source-text.module.css';

/** Of a text with more, the rest has their names written into it. */
const MAX_MARKS = 2_000;

/**
 * What somebody else has written, as it stands: an invisible character that turns the direction of a
 * text is marked with its name and turns nothing. Copied, the text is what it was.
 */
export function SourceText({ children }: { readonly children: string }) {
  const pieces = children.split(TURNS);
  const rest = pieces.splice(2 * MAX_MARKS).join('');
  return (
    <>
      {pieces.map((piece, place) =>
        place % 2 === 0 ? (
          piece
        ) : (
          <bdi key={place} className={styles['turn']} data-name={nameOfTurn(piece)}>
            {piece}
          </bdi>
        ),
      )}
      {showTurns(rest)}
    </>
  );
}
