// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';

import { Button } from '../../../src/renderer/ui/button.tsx';
import { UiProvider } from '../../../src/renderer/ui/ui-provider.tsx';
import { NOW, renderUi } from './render-ui.tsx';

afterEach(cleanup);

test('a button that can’t be pressed any more keeps the focus, so that its reason is read', () => {
  const save = (disabledReason: string | undefined) => (
    <UiProvider readClock={() => NOW}>
      <Button disabledReason={disabledReason}>Save</Button>
    </UiProvider>
  );
  const { rerender } = renderUi(save(undefined));
  const button = screen.getByRole('button', { name: 'Save' });
  button.focus();
  rerender(save('Nothing was changed yet.'));
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Save' }));
  expect(document.activeElement?.getAttribute('aria-description')).toBe('Nothing was changed yet.');
});
