/** Red, green and blue from 0 to 255. */
export type Colour = readonly [number, number, number];

const NAMED: ReadonlyMap<string, string> = new Map([
  ['black', '000000'],
  ['white', 'ffffff'],
  ['red', 'ff0000'],
  ['green', '008000'],
  ['blue', '0000ff'],
  ['yellow', 'ffff00'],
  ['gray', '808080'],
  ['grey', '808080'],
  ['silver', 'c0c0c0'],
  ['lightgray', 'd3d3d3'],
  ['lightgrey', 'd3d3d3'],
  ['darkgray', 'a9a9a9'],
  ['orange', 'ffa500'],
  ['navy', '000080'],
  ['maroon', '800000'],
  ['purple', '800080'],
  ['teal', '008080'],
  ['aqua', '00ffff'],
  ['cyan', '00ffff'],
  ['lime', '00ff00'],
  ['olive', '808000'],
  ['fuchsia', 'ff00ff'],
  ['magenta', 'ff00ff'],
]);

/** Reads a colour as CSS and old HTML write it. @returns Null for one that it does not know. */
export function parseColour(text: string): Colour | null {
  const wanted = text.trim().toLowerCase();
  const hex = NAMED.get(wanted) ?? /^#?([0-9a-f]{6}|[0-9a-f]{3})$/.exec(wanted)?.[1];
  if (hex !== undefined) {
    const whole = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex;
    const at = (place: number): number => parseInt(whole.slice(place, place + 2), 16);
    return [at(0), at(2), at(4)];
  }
  const [, red, green, blue] =
    /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*(?:[,/]\s*1(?:\.0*)?\s*)?\)$/.exec(
      wanted,
    ) ?? [];
  return blue === undefined ? null : [Number(red), Number(green), Number(blue)];
}

/** The contrast ratio of WCAG 2.2, from 1 to 21. */
export function contrastOf(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
