import { FILTERS } from './filters.ts';
import { nearest } from './nearest.ts';

const TAGS = ['assign', 'block', 'capture', 'case', 'comment', 'cycle', 'echo', 'elsif', 'else'];
const MORE_TAGS = ['for', 'if', 'include', 'layout', 'liquid', 'raw', 'render', 'unless', 'when'];

type Words = (found: readonly string[]) => string;

/** The stack may also end within a regular expression, which says so in its own words. */
const STACK_END = /call stack|^Invalid regular expression: .*: Stack overflow/s;

/** What Liquid says, and how we say it. The first that fits holds. */
const RULES: readonly (readonly [RegExp, Words])[] = [
  [/^undefined filter: (.*?)(?:, file:.*)?$/s, ([, name = '']) => unknown('filter', name, FILTERS)],
  [/^tag "(end\w*)" not found/, ([, tag = '']) => `\`{% ${tag} %}\` ends nothing here.`],
  [/^tag "(.*?)" not found/, ([, tag = '']) => unknown('tag', tag, [...TAGS, ...MORE_TAGS])],
  [
    /^tag (\{%-?\s*(\w+).*?%\}) not closed/s,
    ([, tag = '', name = '']) => `\`${short(tag)}\` needs an \`{% end${name} %}\`.`,
  ],
  [/^raw .* not closed/s, () => '`{% raw %}` needs an `{% endraw %}`.'],
  [/^undefined variable: (.*?)(?:, file:.*)?$/s, ([, name = '']) => `There is no \`${name}\`.`],
  [/^template render limit/, () => 'It takes longer than a template may.'],
  [/^memory alloc limit/, () => 'It makes far more text than a mail or page may hold.'],
  [/^parse length limit/, () => 'It is longer than a template may be.'],
  [STACK_END, () => 'It names itself without end, or is nested too deeply.'],
  [/^Invalid string length/, () => 'It makes far more text than a mail or page may hold.'],
  [/^ENOENT.*?"(.*?)"/s, ([, name = '']) => `There is no template \`${name}\` to take in.`],
];

/**
 * A sentence about what Liquid threw.
 * @param source The template from the opening braces of the place on.
 */
export function explainFault(message: string, source: string): string {
  const unclosed = explainUnclosed(source);
  if (unclosed !== null && !/limit|undefined/.test(message) && !STACK_END.test(message)) {
    return unclosed;
  }
  if (message.startsWith('invalid value expression: ""')) return explainNothing(source);
  for (const [pattern, words] of RULES) {
    const found = pattern.exec(message);
    if (found) return words(found);
  }
  const said = message.replace(/, (?:file|line):.*$/s, '');
  const where = /^\{[{%].*?[}%]\}/s.exec(source)?.[0];
  return where === undefined ? `${said}.` : `\`${short(where)}\` can’t be understood: ${said}.`;
}

/** Why braces do not close, or null when they do. */
function explainUnclosed(source: string): string | null {
  const value = /^\{\{-?[^{}%\n]*\}(?!\})/.exec(source);
  if (value) return `\`${short(value[0])}\` needs a second \`}\`.`;
  const tag = /^\{%-?[^{}%\n]*\}/.exec(source);
  if (tag) return `\`${short(tag[0])}\` needs a \`%\` before its \`}\`.`;
  const half = /^\{%-?[^{}%\n]*%(?!\})/.exec(source);
  if (half) return `\`${short(half[0])}\` needs a \`}\` at its end.`;
  const open = /^\{([{%])-?[^{}%\n]*(?=\n|$|\{[{%])/.exec(source);
  if (!open) return null;
  return `\`${short(open[0].trimEnd())}\` needs its closing \`${open[1] === '{' ? '}}' : '%}'}\`.`;
}

/** What is missing where braces hold no value. */
function explainNothing(source: string): string {
  const [tag, name] = /^\{%-?\s*(\w+)[^}]*\}/.exec(source) ?? [];
  if (tag === undefined) return 'There is nothing between these braces.';
  const isDecided = name === 'if' || name === 'elsif' || name === 'unless';
  return `\`${short(tag)}\` needs a ${isDecided ? 'condition' : 'value'}.`;
}

function unknown(what: string, name: string, names: Iterable<string>): string {
  const meant = nearest(name, names);
  const question = meant === null ? '' : ` Did you mean \`${meant}\`?`;
  return `There is no ${what} \`${short(name)}\`.${question}`;
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
