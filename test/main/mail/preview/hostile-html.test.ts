import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { makeInertHtml } from '../../../../src/main/mail/preview/inert-html.ts';
import { dangersOf } from '../../../support/dangers.ts';

/** Pieces of hostile CSS and HTML; `%u` is an address, `%x` a picture with a script. */
const { declarations, sheets, markup } = JSON.parse(
  readFileSync(new URL('../../../eml/hostile.json', import.meta.url), 'utf8'),
) as Readonly<Record<'declarations' | 'sheets' | 'markup', readonly string[]>>;

const ADDRESS = 'http://hostile.invalid/x';
const PICTURE = `<img src="${ADDRESS}" onerror="alert(1)">`;
const written = (piece: string): string =>
  piece.replaceAll('%u', ADDRESS).replaceAll('%x', PICTURE);

const TAGS =
  `a area audio base body button circle div embed fencedframe form frame g html iframe image
  img input link math meta object p path picture portal rect script select source style svg table td
  template text textarea track tspan use video`.split(/\s+/);
const ATTRIBUTES =
  `action archive attributionsrc background cite classid code codebase data data-src
  dynsrc formaction href icon imagesrcset is longdesc lowsrc manifest nonce onerror ping popovertarget
  poster profile src srcdoc srcset usemap xlink:href xml:base`.split(/\s+/);

/** What is left of a piece that could do something, and whether reading it again changes it. */
function left(html: string): string[] {
  const copy = makeInertHtml(html, []).html;
  const again = makeInertHtml(copy, []).html;
  return [...dangersOf(copy), ...(dangersOf(again).length > 0 ? ['changes when read again'] : [])];
}

describe('case 33: nothing that loads, runs or leads away is left of', () => {
  it.each(declarations)('the declaration %s', (declaration) => {
    const css = written(declaration);
    const attribute = css.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    expect(left(`<p style="${attribute}">x</p>`)).toEqual([]);
    expect(left(`<style>p,p::before{${css}}</style><p>x</p>`)).toEqual([]);
  });

  it.each(sheets)('the style sheet %s', (sheet) => {
    for (const around of ['%', '<svg>%</svg>', '<math>%</math>', '<table>%</table>']) {
      expect(left(around.replace('%', () => `<style>${written(sheet)}</style>`))).toEqual([]);
    }
  });

  it.each(markup)('the markup %s', (piece) => {
    expect(left(written(piece))).toEqual([]);
  });

  it.each(TAGS)('<%s> with any attribute', (tag) => {
    for (const attribute of ATTRIBUTES) {
      expect(left(`<${tag} ${attribute}="${ADDRESS}">x</${tag}>`), attribute).toEqual([]);
      expect(left(`<svg><${tag} ${attribute}="${ADDRESS}"/></svg>`), attribute).toEqual([]);
    }
  });

  it.each(markup)('the markup %s within another', (piece) => {
    const inner = written(piece);
    for (const outer of ['svg', 'math', 'select', 'noscript', 'template', 'textarea', 'title']) {
      expect(left(`<${outer}>${inner}</${outer}>`), outer).toEqual([]);
    }
  });
});
