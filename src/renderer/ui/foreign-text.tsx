import { showTurns } from './show-turns.ts';

interface ForeignTextProps {
  readonly children: string;
  readonly className?: string | undefined;
}

/** What somebody else has written, in one line: it turns neither what is around it nor itself. */
export function ForeignText({ children, className }: ForeignTextProps) {
  return <bdi className={className}>{showTurns(children)}</bdi>;
}
