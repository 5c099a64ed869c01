// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react';
import { useEffect, useLayoutEffect } from 'react';
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

type Close = (next: (now: string) => string) => void;

function Dialog({ onStart }: { readonly onStart: (close: Close) => void }) {
  const [open, setOpen] = useKept('which dialog', 'note');
  const [text, setText] = useKept(`typed in ${open}`, '');
  useEffect(() => onStart(setOpen), [onStart, setOpen]);
  return (
    <>
      <button onClick={() => setText('Rang twice')}>Type</button>
      <output>{text}</output>
    </>
  );
}

interface LockedProps {
  readonly isLocked: boolean;
  readonly onStart: (close: Close) => void;
}

function Locked({ isLocked, onStart }: LockedProps) {
  return (
    <KeptProvider value={useKeptFor(1, isLocked)}>
      {!isLocked && <Dialog onStart={onStart} />}
    </KeptProvider>
  );
}

test('an act that ends behind the lock and closes nothing leaves what is typed in another dialog', () => {
  let close: Close = () => undefined;
  const onStart = (given: Close) => {
    close = given;
  };
  const { rerender } = render(<Locked isLocked={false} onStart={onStart} />);
  act(() => screen.getByRole('button', { name: 'Type' }).click());
  expect(screen.getByText('Rang twice')).toBeDefined();
  rerender(<Locked isLocked onStart={onStart} />);
  act(() => close((now) => (now === 'group' ? '' : now)));
  rerender(<Locked isLocked={false} onStart={onStart} />);
  expect(screen.getByText('Rang twice')).toBeDefined();
});
