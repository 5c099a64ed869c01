import { EditorView } from '@codemirror/view';
import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useRef } from 'react';

import type { TemplateDetail, TemplateProblem } from '../../../shared/contract/templates.ts';
import { markProblems, offsetOf } from './code-problems.ts';
import { editorExtensions } from './code-setup.ts';
import styles from './templates.module.css';

/** What the screen can tell the editor to do. */
export interface CodeEditorHandle {
  /** Puts text where the cursor is. */
  insert(text: string): void;
  /** Puts the cursor at a place, from 1, and shows it. */
  goTo(line: number, column: number): void;
}

export interface CodeEditorProps {
  readonly label: string;
  readonly language: 'text' | 'html';
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly readOnly: boolean;
  readonly variables: TemplateDetail['variables'];
  readonly problems: readonly TemplateProblem[];
  readonly handle: Ref<CodeEditorHandle>;
}

/**
 * CodeMirror over one part of a template, loaded when it is first shown. Another language or
 * another right to write wants another `key`.
 */
export function CodeEditor(props: CodeEditorProps) {
  const { label, language, value, onChange, readOnly, variables, problems, handle } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  // What came from outside is no change of the writer's.
  const changed = useEffectEvent((text: string) => {
    if (text !== value) onChange(text);
  });
  const offered = useEffectEvent(() => variables);
  const start = useEffectEvent((parent: HTMLElement) => {
    const extensions = editorExtensions({ label, language, readOnly, variables: () => offered() });
    const tell = EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged) changed(state.doc.toString());
    });
    return new EditorView({ doc: value, parent, extensions: [...extensions, tell] });
  });

  useEffect(() => {
    if (host.current === null) return undefined;
    const made = start(host.current);
    view.current = made;
    const stopKeeping = keepCaretInSight(made);
    return () => {
      stopKeeping();
      made.destroy();
    };
  }, []);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    if (view.current) markProblems(view.current, problems);
  }, [problems]);

  useImperativeHandle(handle, () => ({
    insert: (text) => {
      const editor = view.current;
      if (!editor || readOnly) return;
      editor.dispatch(editor.state.replaceSelection(text), { scrollIntoView: true });
      editor.focus();
    },
    goTo: (line, column) => {
      const editor = view.current;
      if (!editor) return;
      const anchor = offsetOf(editor.state.doc, line, column);
      editor.dispatch({ selection: { anchor }, scrollIntoView: true });
      editor.focus();
    },
  }));

  return <div className={styles['code']} ref={host} />;
}

/** Errors that are listed below the text make the room for it lower. */
function keepCaretInSight(editor: EditorView): () => void {
  if (typeof ResizeObserver === 'undefined') return () => {};
  const observer = new ResizeObserver(() => {
    if (!editor.hasFocus) return;
    editor.dispatch({ effects: EditorView.scrollIntoView(editor.state.selection.main.head) });
  });
  observer.observe(editor.dom);
  return () => observer.disconnect();
}
