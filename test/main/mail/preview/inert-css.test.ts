import { describe, expect, test } from 'vitest';

import { isInertValue, makeInertCss } from '../../../../src/main/mail/preview/inert-css.ts';
import { createInertImages } from '../../../../src/main/mail/preview/inert-images.ts';
import { workOf } from '../../../support/work-of.ts';

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';

function inert(css: string): string {
  const file = {
    contentId: 'bg@mail',
    location: null,
    contentType: 'image/png',
    content: Buffer.from('png'),
  };
  return makeInertCss(css, createInertImages([file]));
}

describe('what loads goes:', () => {
  test.each([
    'url(http://x.invalid/a)',
    'url( "http://x.invalid/a" )',
    "url('//x.invalid/a')",
    'url(relative.png)',
    'URL(http://x.invalid/a)',
    'u\\72l(http://x.invalid/a)',
    '\\75 rl(http://x.invalid/a)',
    '\\000075\\000072\\00006c(http://x.invalid/a)',
    'u\\rl(http://x.invalid/a)',
    'url(http://x.invalid/a;b)',
    'url(ht"tp://x.invalid/a)',
    'url(/*x*/http://x.invalid/a)',
    'url("data:image/png;base64,AAAA"), url(http://x.invalid/a)',
    'url(data:text/html;base64,AAAA)',
    'url(data:image/svg+xml;base64,AAAA)',
    'src("http://x.invalid/a")',
    'image("http://x.invalid/a")',
    'image-set("http://x.invalid/a" 1x)',
    '-webkit-image-set("http://x.invalid/a" 1x)',
    'image-\\73 et("http://x.invalid/a" 1x)',
    'cross-fade("http://x.invalid/a", red)',
    'expression(alert(1))',
    '"a string left open\n; url(http://x.invalid/a)',
  ])('%s', (value) => {
    const css = inert(`p{color:red;background:${value};margin:1px}b{top:0}`);
    expect(css).not.toMatch(/invalid|alert|text\/html|svg/);
    expect(css).toContain('color:red');
  });

  test.each([
    '@import url(http://x.invalid/a);',
    '@import "http://x.invalid/a";',
    "@im\\70ort 'http://x.invalid/a';",
    '@/**/import "http://x.invalid/a"; @import/**/"http://x.invalid/b";',
    '@font-face{font-family:f;src:url(http://x.invalid/f.woff)}',
    '@supports (background:url(http://x.invalid/a)){a{color:red}}',
    '@media all{@import "http://x.invalid/a";}',
    '.a{--remote:url(http://x.invalid/a)}',
  ])('%s', (css) => {
    expect(inert(`${css} p{top:0}`)).not.toMatch(/url|import.*invalid/);
    expect(inert(`${css} p{top:0}`)).toContain('p{top:0}');
  });
});

describe('what only shows stays:', () => {
  test.each([
    'color:red;margin:0 auto',
    '@media (max-width:480px){.wide{display:none}}',
    ':root{color-scheme:light dark}',
    'a[title="x;y}"]::before{content:"\\201C;{}"}',
    '@keyframes k{from{opacity:0}to{opacity:1}}',
    'p{background:linear-gradient(red,blue);width:calc(100% - (1px + 2px))}',
    '.sm\\:p{scroll-behavior:smooth}',
    '@font-face{font-family:f;src:local("Arial")}',
  ])('%s', (css) => {
    expect(inert(css)).toBe(css);
  });

  test('pictures that the CSS brings along', () => {
    expect(inert(`p{background:url(${PIXEL}) red}`)).toBe(`p{background:url("${PIXEL}") red}`);
  });

  test('pictures that the mail brings along', () => {
    const image = `data:image/png;base64,${Buffer.from('png').toString('base64')}`;
    expect(inert('background:url(cid:bg%40mail)')).toBe(`background:url("${image}")`);
  });
});

test('a comment that is left out joins no two words', () => {
  expect(inert('p{background:u/**/rl(x.invalid);ur/**/l:0}')).not.toMatch(/url/);
});

test('the style element around can not be ended', () => {
  expect(inert('p::after{content:"</style><script>"}')).not.toContain('</style');
  expect(inert('</st@import "x";yle>')).not.toContain('</style');
});

test('remote pictures are counted, style sheets and fonts are not', () => {
  const images = createInertImages([]);
  makeInertCss(
    '@import "http://x.invalid/a";@font-face{src:url(http://x.invalid/f)}' +
      'p{background:url(http://x.invalid/1),url(//x.invalid/2);cursor:url(relative)}',
    images,
  );
  expect(images.blocked).toBe(2);
});

test('a megabyte of openings costs little time', async () => {
  const work = await workOf(() => {
    for (const hostile of ['(', '{', '"', '\\', '/*', 'url(', ';', "'\n"])
      inert(hostile.repeat(200_000));
  });
  expect(work).toBeLessThan(5_000);
});

test('a value with a hidden function is not inert', () => {
  expect(isInertValue('u\\72l(#a)')).toBe(false);
  expect(isInertValue('rgb(1 2 3)')).toBe(true);
});
