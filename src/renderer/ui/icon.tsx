import type { ComponentType } from 'react';

/** Any icon component with a size: those of lucide-react and our own mark. */
export type Glyph = ComponentType<{
  readonly size?: number | string;
  readonly strokeWidth?: number | string;
  readonly 'aria-hidden'?: boolean;
}>;

interface IconProps {
  readonly glyph: Glyph;
  readonly size?: number;
}

/** Decoration only: the words beside it carry the meaning. */
export function Icon({ glyph: GlyphComponent, size = 14 }: IconProps) {
  return <GlyphComponent size={size} strokeWidth={size > 20 ? 1.5 : 1.75} aria-hidden />;
}
