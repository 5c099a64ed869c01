/** Names that caniemail.com gives to what CSS can do. */

const SAME = `accent-color align-items animation aspect-ratio backdrop-filter background-blend-mode
  background-clip background-color background-image background-origin background-position
  background-repeat background-size background border-collapse border-image border-radius
  border-spacing border box-shadow box-sizing caption-side clear clip-path color-scheme column-count
  cursor direction display empty-cells filter flex-direction flex-wrap float font-kerning
  font-size-adjust font-size font-stretch font-weight font gap height hyphenate-character
  hyphenate-limit-chars hyphens inline-size inset justify-content letter-spacing line-height
  list-style-image list-style-position list-style-type list-style margin mask-image max-block-size
  max-height max-inline-size max-width min-block-size min-height min-inline-size min-width
  mix-blend-mode object-fit object-position opacity orphans outline-offset outline overflow-wrap
  overflow padding position resize shape-margin shape-outside tab-size table-layout text-align-last
  text-align text-decoration-color text-decoration-line text-decoration-skip-ink
  text-decoration-style text-decoration-thickness text-decoration text-emphasis-position
  text-emphasis text-indent text-justify text-orientation text-overflow text-shadow text-transform
  text-underline-offset text-underline-position text-wrap transform transition user-select
  vertical-align visibility white-space-collapse white-space widows width word-break word-spacing
  word-wrap writing-mode z-index`;

const OTHER: Readonly<Record<string, string>> = {
  'column-gap': 'gap',
  'row-gap': 'gap',
  left: 'left-right-top-bottom',
  right: 'left-right-top-bottom',
  top: 'left-right-top-bottom',
  bottom: 'left-right-top-bottom',
  'block-size': 'block-inline-size',
  'grid-template': 'grid-template',
  'grid-template-areas': 'grid-template',
  'grid-template-columns': 'grid-template',
  'grid-template-rows': 'grid-template',
  columns: 'column-layout-properties',
  'column-width': 'column-layout-properties',
  'column-rule': 'column-layout-properties',
  'column-span': 'column-layout-properties',
  'scroll-snap-type': 'scroll-snap',
  'scroll-snap-align': 'scroll-snap',
  'margin-inline': 'margin-inline-block',
  'margin-block': 'margin-inline-block',
  'margin-inline-start': 'margin-inline-start-end',
  'margin-inline-end': 'margin-inline-start-end',
  'margin-block-start': 'margin-block-start-end',
  'margin-block-end': 'margin-block-start-end',
  'padding-inline': 'padding-inline-block',
  'padding-block': 'padding-inline-block',
  'padding-inline-start': 'padding-inline-start-end',
  'padding-inline-end': 'padding-inline-start-end',
  'padding-block-start': 'padding-block-start-end',
  'padding-block-end': 'padding-block-start-end',
  'border-inline': 'border-inline-block',
  'border-block': 'border-inline-block',
  'border-start-start-radius': 'border-radius-logical',
  'border-start-end-radius': 'border-radius-logical',
  'border-end-start-radius': 'border-radius-logical',
  'border-end-end-radius': 'border-radius-logical',
  '-webkit-user-select': 'user-select',
  '-webkit-mask-image': 'mask-image',
  'animation-name': 'animation',
  'transition-property': 'transition',
};

/** Features by the property that is one. */
export const CSS_PROPERTIES: ReadonlyMap<string, string> = new Map([
  ...SAME.trim()
    .split(/\s+/)
    .map((name) => [name, `css-${name}`] as const),
  ...Object.entries(OTHER).map(([name, slug]) => [name, `css-${slug}`] as const),
]);

const UNITS = [
  'ch',
  'cm',
  'em',
  'ex',
  'in',
  'mm',
  'pc',
  'pt',
  'px',
  'rem',
  'vh',
  'vmax',
  'vmin',
  'vw',
];

/** Features that are told by a declaration, such as `display:flex`. */
export const CSS_VALUES: readonly (readonly [string, RegExp])[] = [
  ['css-display-flex', /^display:(?:inline-)?flex/],
  ['css-display-grid', /^display:(?:inline-)?grid/],
  ['css-display-none', /^display:none/],
  ['css-important', /!\s*important/],
  ['css-variables', /var\(/],
  ['css-linear-gradient', /linear-gradient\(/],
  ['css-radial-gradient', /radial-gradient\(/],
  ['css-conic-gradient', /conic-gradient\(/],
  ['css-rgb', /\brgb\(/],
  ['css-rgba', /\brgba\(/],
  ['css-modern-color', /\b(?:ok)?l(?:ab|ch)\(/],
  ['css-function-clamp', /\bclamp\(/],
  ['css-function-light-dark', /light-dark\(/],
  ['css-function-max', /\bmax\(/],
  ['css-function-min', /\bmin\(/],
  ['css-intrinsic-size', /:(?:fit|min|max)-content/],
  ['css-sytem-ui', /\b(?:system-ui|ui-(?:serif|sans-serif|rounded|monospace))\b/],
  ['css-unit-calc', /\bcalc\(/],
  ['css-unit-initial', /:initial\b/],
  ['css-unit-percent', /\d%/],
  ...UNITS.map((unit) => [`css-unit-${unit}`, new RegExp(`\\d${unit}\\b`)] as const),
];

/** Features that are told by a selector. */
export const SELECTORS: readonly (readonly [string, RegExp])[] = [
  ['css-selector-adjacent-sibling', /\+/],
  ['css-selector-general-sibling', /~(?!=)/],
  ['css-selector-child', />/],
  ['css-selector-attribute', /\[/],
  ['css-selector-class', /\.[a-z_-]/],
  ['css-selector-id', /#[a-z_-]/],
  ['css-selector-universal', /(?:^|[\s,>+~])\*/],
  ['css-selector-grouping', /,/],
  ['css-selector-descendant', /[\w\])] +[\w.#[:*]/],
  ['css-selector-chaining', /[\w\]]\.[a-z_-]/],
  ['css-selector-type', /(?:^|[\s,>+~])[a-z]/],
  ['css-nesting', /&/],
];
