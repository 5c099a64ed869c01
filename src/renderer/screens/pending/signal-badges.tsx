import { Copy, Flame, PenLine, ScanFace, Trash2, UserRoundX } from 'lucide-react';

import type { Signal } from '../../../shared/contract/evidence.ts';
import { useSignalsOf } from '../../query/use-signals-of.ts';
import { Badge } from '../../ui/badge.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import type { Glyph } from '../../ui/icon.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import type { Tone } from '../../ui/tone.ts';
import styles from '../../app/people/account.module.css';

const LOOKS: Readonly<Record<Signal['kind'], readonly [Tone, Glyph]>> = {
  rejected: ['danger', UserRoundX],
  disposable: ['warn', Trash2],
  burst: ['warn', Flame],
  typo: ['waiting', PenLine],
  duplicate: ['warn', Copy],
  'look-alike': ['warn', ScanFace],
};

interface SignalBadgesProps {
  readonly signals: readonly Signal[];
  /** Only the first has its words; the others are their signs, so that none is cut to a stump. */
  readonly isShort?: boolean | undefined;
}

/** What is worth a look, each with its sentence behind it. */
export function SignalBadges({ signals, isShort = false }: SignalBadgesProps) {
  return (
    <span className={styles['badges']}>
      {signals.map(({ kind, text, detail }, at) => {
        const [tone, icon] = LOOKS[kind];
        return (
          <Badge key={kind} tone={tone} icon={icon} title={detail}>
            {isShort && at > 0 ? <VisuallyHidden>{text}</VisuallyHidden> : text}
          </Badge>
        );
      })}
    </span>
  );
}

/** The signals of one sign-up, each with its sentence: what the list has no room for. */
export function SignalSentences({ id }: { readonly id: number }) {
  const signals = useSignalsOf(id);
  if (signals === undefined) return null;
  if (signals.length === 0) return <span className={styles['quiet']}>None</span>;
  return signals.map((signal) => (
    <p key={signal.kind}>
      <SignalBadges signals={[signal]} />
      <ForeignText className={styles['by']}>{signal.detail}</ForeignText>
    </p>
  ));
}

/** The signals of a row of the list; all rows in sight ask at once. */
export function SignalsCell({ id }: { readonly id: number }) {
  const signals = useSignalsOf(id);
  if (signals === undefined) return null;
  if (signals.length === 0) return <span className={styles['quiet']}>–</span>;
  return <SignalBadges signals={signals} isShort />;
}
