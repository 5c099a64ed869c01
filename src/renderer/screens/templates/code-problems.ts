import { setDiagnostics } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';

import type { TemplateProblem } from '../../../shared/contract/templates.ts';

/** Underlines what is wrong: the braces of the place, or the rest of its line. */
export function markProblems(view: EditorView, problems: readonly TemplateProblem[]): void {
  const { doc } = view.state;
  const diagnostics = problems.flatMap(({ line, column, message, severity }) => {
    if (line === null || line > doc.lines) return [];
    const from = offsetOf(doc, line, column ?? 1);
    const rest = doc.sliceString(from, doc.line(line).to);
    const braces = /^(?:\{\{.*?\}\}?|\{%.*?%?\}|[\w.]+)/.exec(rest)?.[0] ?? rest;
    return [{ from, to: from + braces.length, message, severity }];
  });
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

/** The offset of a line and column, from 1; the nearest where there is no such place. */
export function offsetOf(doc: Text, line: number, column: number): number {
  const found = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(found.from + column - 1, found.to);
}
