import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { htmlLanguage } from '@codemirror/lang-html';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { lintGutter } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  Decoration,
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  MatchDecorator,
  ViewPlugin,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';

import type { TemplateDetail } from '../../../shared/contract/templates.ts';
import { styleNonce } from '../../ui/style-nonce.ts';

type Variables = TemplateDetail['variables'];

interface EditorSetup {
  readonly label: string;
  readonly language: 'text' | 'html';
  readonly readOnly: boolean;
  readonly variables: () => Variables;
}

/** Everything the editor of a template has. */
export function editorExtensions(setup: EditorSetup): readonly Extension[] {
  const { label, readOnly, variables } = setup;
  return [
    ...looksOf(setup.language),
    lineNumbers(),
    lintGutter(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: true }),
    autocompletion({ override: [(context) => completeVariable(context, variables())] }),
    EditorState.readOnly.of(readOnly),
    // What scrolls by keys says so: not every browser counts what is only editable.
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'true', tabindex: '0' }),
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...completionKeymap,
    ]),
  ];
}

/** Colours and wrapping, for the editor and for comparisons. */
export function looksOf(language: 'text' | 'html'): readonly Extension[] {
  return [
    EditorView.cspNonce.of(styleNonce() ?? ''),
    EditorView.lineWrapping,
    THEME,
    LIQUID,
    ...(language === 'html' ? [htmlLanguage, syntaxHighlighting(COLOURS)] : []),
  ];
}

/** Offers variables after two braces. */
function completeVariable(
  context: CompletionContext,
  variables: Variables,
): CompletionResult | null {
  const typed = context.matchBefore(/\{\{-?\s*[\w.]*/);
  if (!typed) return null;
  const [braces = ''] = /^\{\{-?\s*/.exec(typed.text) ?? [];
  const isClosed = /^\s*\}\}/.test(context.state.sliceDoc(context.pos, context.pos + 10));
  return {
    from: typed.from + braces.length,
    validFor: /^[\w.]*$/,
    options: variables.map(({ name, about, required }) => ({
      label: name,
      detail: about,
      apply: isClosed ? name : `${braces.endsWith(' ') ? '' : ' '}${name} }}`,
      boost: required ? 1 : 0,
    })),
  };
}

const liquid = new MatchDecorator({
  regexp: /\{\{.*?\}\}|\{%.*?%\}/g,
  decoration: ([text]) => Decoration.mark({ class: text.startsWith('{%') ? 'cm-tag' : 'cm-value' }),
});

/** Marks what Liquid takes: values and tags. */
const LIQUID = ViewPlugin.define(
  (view) => ({
    marks: liquid.createDeco(view),
    update(update) {
      this.marks = liquid.updateDeco(update, this.marks);
    },
  }),
  { decorations: ({ marks }) => marks },
);

const COLOURS = HighlightStyle.define([
  { tag: [tags.tagName, tags.angleBracket], color: 'var(--accent-text)' },
  { tag: tags.attributeName, color: 'var(--waiting-text)' },
  { tag: tags.attributeValue, color: 'var(--warn-text)' },
  { tag: [tags.comment, tags.processingInstruction], color: 'var(--text-faint)' },
]);

const THEME = EditorView.theme({
  '&': { height: '100%', fontSize: 'var(--text-small)', backgroundColor: 'var(--surface)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.6', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--text)', padding: '8px 0' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': {
    border: '0',
    backgroundColor: 'var(--surface)',
    color: 'var(--text-faint)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--surface-hover)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground':
    { backgroundColor: 'color-mix(in oklch, var(--accent) 25%, transparent)' },
  '.cm-value': { color: 'var(--accent-text)', fontWeight: '600' },
  '.cm-tag': { color: 'var(--waiting-text)', fontWeight: '600' },
  '.cm-value span, .cm-tag span': { color: 'inherit' },
  '.cm-tooltip': {
    border: '1px solid var(--border)',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--surface-raised)',
    color: 'var(--text)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-mono)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--surface-selected)',
    color: 'var(--text)',
  },
  '.cm-completionDetail': {
    color: 'var(--text-secondary)',
    fontFamily: 'var(--font)',
    fontStyle: 'normal',
  },
  '.cm-panels': {
    borderColor: 'var(--hairline)',
    backgroundColor: 'var(--surface-sunken)',
    color: 'var(--text)',
  },
  '.cm-panel.cm-search input, .cm-panel.cm-search button': {
    border: '1px solid var(--border-control)',
    borderRadius: 'var(--radius-small)',
    backgroundColor: 'var(--surface-raised)',
    backgroundImage: 'none',
    color: 'var(--text)',
  },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--danger-solid) 1px',
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--warn-solid) 1px',
    textUnderlineOffset: '3px',
  },
  '.cm-collapsedLines': { background: 'var(--surface-sunken)', color: 'var(--text-secondary)' },
  '.cm-collapsedLines::before, .cm-collapsedLines::after': { content: '"⋯"' },
  '.cm-changedLine': { backgroundColor: 'var(--ok-surface)' },
  '.cm-deletedChunk': { backgroundColor: 'var(--danger-surface)' },
  '&.cm-merge-b .cm-changedText': {
    background: 'color-mix(in oklch, var(--ok-solid) 28%, transparent)',
  },
  '.cm-deletedChunk .cm-deletedText': {
    background: 'color-mix(in oklch, var(--danger-solid) 28%, transparent)',
  },
});
