import { CircleCheck, CircleDashed, Info, OctagonAlert, TriangleAlert } from 'lucide-react';

import type { Glyph } from './icon.tsx';
import type { Tone } from './tone.ts';
import styles from './tone-icon.module.css';

const GLYPHS: Readonly<Record<Tone, Glyph>> = {
  neutral: Info,
  ok: CircleCheck,
  waiting: CircleDashed,
  warn: TriangleAlert,
  danger: OctagonAlert,
};

/** A shape of its own for each meaning, so that colour is never the only sign. */
export function ToneIcon({ tone, size = 14 }: { readonly tone: Tone; readonly size?: number }) {
  const GlyphComponent = GLYPHS[tone];
  return (
    <span className={styles['icon']} data-tone={tone}>
      <GlyphComponent size={size} strokeWidth={2} aria-hidden />
    </span>
  );
}
