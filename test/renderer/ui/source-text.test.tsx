import { expect, test } from 'vitest';

import { SourceText } from '../../../src/renderer/ui/source-text.tsx';
import { renderUi } from './render-ui.tsx';

test('what turns a direction is marked by name, stands apart and is copied as it is', () => {
  const text = 'if (a\u202E/*x\u2066) {';
  const { container } = renderUi(<SourceText>{text}</SourceText>);
  expect(container.textContent).toBe(text);
  const marks = [...container.querySelectorAll('bdi')];
  expect(marks.map((mark) => mark.getAttribute('data-name'))).toEqual(['[U+202E]', '[U+2066]']);
});

test('of very many the rest is named in the text', () => {
  const { container } = renderUi(<SourceText>{'\u202E'.repeat(2_001)}</SourceText>);
  expect(container.querySelectorAll('bdi')).toHaveLength(2_000);
  expect(container.textContent).toBe(`${'\u202E'.repeat(2_000)}[U+202E]`);
});
