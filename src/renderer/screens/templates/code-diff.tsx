import { unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';

import { looksOf } from './code-setup.ts';
import styles from './templates.module.css';

interface CodeDiffProps {
  readonly label: string;
  readonly language: 'text' | 'html';
  readonly before: string;
  readonly after: string;
}

/** What one text says otherwise than another: lines gone and lines new, the rest folded. */
export function CodeDiff({ label, language, before, after }: CodeDiffProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (host.current === null) return undefined;
    const view = new EditorView({
      doc: after,
      parent: host.current,
      extensions: [
        ...looksOf(language),
        lineNumbers(),
        EditorState.readOnly.of(true),
        EditorView.editable.of(false),
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
        unifiedMergeView({
          original: before,
          mergeControls: false,
          gutter: false,
          collapseUnchanged: { margin: 2, minSize: 4 },
        }),
      ],
    });
    return () => view.destroy();
  }, [label, language, before, after]);
  return <div className={styles['code']} ref={host} />;
}
