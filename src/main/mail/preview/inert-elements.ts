const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** What shows or lays out, and neither loads nor acts. */
export const SHOWN_ELEMENTS = words(`
  html head body style meta
  abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col
  colgroup data dd del details dfn dir div dl dt em fieldset figcaption figure font footer
  h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd label legend li main mark menu nav nobr ol p pre
  q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th
  thead time tr tt u ul var wbr a
  button input meter optgroup option output progress select textarea
`);

/** Shapes and text of SVG: nothing that links, embeds, animates or switches back to HTML. */
export const SHOWN_SVG_ELEMENTS = words(`
  svg g defs path rect circle ellipse line polyline polygon text tspan
  linearGradient radialGradient stop clipPath
`);

/** Gone with everything inside. Other unknown elements go, and what they hold stays. */
export const DROPPED_ELEMENTS = words(`
  script template iframe frame frameset object embed applet portal fencedframe link base title
  audio video source track canvas param bgsound noframes noembed
`);

/** What an element may keep, besides `aria-…` and a `style` that is made inert. */
export const SHOWN_ATTRIBUTES = words(`
  abbr alink align alt axis bgcolor border cellpadding cellspacing checked class clear color cols
  colspan compact datetime dir disabled face frame headers height high hspace id label lang link
  low max media min multiple noshade nowrap open optimum placeholder readonly reversed role rows
  rowspan rules scope selected size span start summary text title translate type valign value
  vlink vspace width wrap
`);

/** The `meta` elements that say how to lay out; the others navigate, connect or set policies. */
export const SHOWN_META_NAMES = words('viewport color-scheme supported-color-schemes');
