import { decodeEscapes } from './inert-css.ts';
import type { HtmlElement } from './parse-html.ts';

/** Hosts that are named. */
const MAX_HOSTS = 50;
/** Attributes that hold words, names or scripts, and no address that loads by itself. */
const WORDS = /^(?:on|xmlns|alt$|title$|value$|placeholder$|aria-|summary$|label$|xml:)/;
const ADDRESS = /(?:\bhttps?:[/\\]*|[/\\]{2})([^\s/\\?#"'()<>,;]+)/gi;

/** Notes which other computers a mail would have asked, had it been shown as it is. */
export interface RemoteHosts {
  add(element: HtmlElement): void;
  readonly hosts: readonly string[];
}

export function createRemoteHosts(): RemoteHosts {
  const hosts = new Set<string>();

  function look(text: string): void {
    for (const [, authority = ''] of text.matchAll(ADDRESS)) {
      if (hosts.size >= MAX_HOSTS) return;
      const address = `https://${authority}/`;
      if (URL.canParse(address)) hosts.add(new URL(address).hostname);
    }
  }

  return {
    add({ tagName, attrs, childNodes }) {
      const isLink = tagName === 'a' || tagName === 'area';
      for (const { name, value } of attrs) {
        const text = name === 'style' ? stylesOf(value) : value.replace(/[\t\r\n]/g, '');
        if (!WORDS.test(name) && !(isLink && name !== 'ping' && name !== 'style')) look(text);
      }
      if (tagName !== 'style') return;
      for (const child of childNodes) if ('value' in child) look(stylesOf(child.value));
    },
    get hosts() {
      return [...hosts];
    },
  };
}

/** CSS without what only engines of old ran, as a script. */
function stylesOf(css: string): string {
  return decodeEscapes(css).replace(/(?:expression\s*\(|javascript:)[^"}]*/gi, '');
}
