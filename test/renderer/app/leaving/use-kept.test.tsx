// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import { useLayoutEffect } from 'react';
import { expect, test } from 'vitest';

import {
  KeptProvider,
  useKept,
  useKeptFor,
} from '../../../../src/renderer/app/leaving/use-kept.ts';

function Field() {
  const [text, setText] = useKept('the field', '');
  useLayoutEffect(() => setText('E'), [setText]);
  return <output>{text}</output>;
}

function Frame() {
  return (
    <KeptProvider value={useKeptFor(1, false)}>
      <Field />
    </KeptProvider>
  );
}

test('a letter that is typed the moment a dialog stands is not lost', async () => {
  render(<Frame />);
  expect(await screen.findByText('E')).toBeDefined();
});
