// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';

import { NumberField } from '../../../src/renderer/ui/number-field.tsx';
import { PasswordField } from '../../../src/renderer/ui/password-field.tsx';
import { Select } from '../../../src/renderer/ui/select.tsx';
import { TextField } from '../../../src/renderer/ui/text-field.tsx';
import { renderUi } from './render-ui.tsx';

afterEach(cleanup);

const ignore = () => undefined;

function describedBy(element: HTMLElement): string {
  const ids = (element.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);
  return ids.map((id) => document.getElementById(id)?.textContent).join(' | ');
}

test('the error and the description are read out with the control', () => {
  const error = 'mail.shop.exmaple was not found.';
  renderUi(
    <TextField
      label="Host"
      description="The mail server."
      value=""
      error={error}
      onChange={ignore}
    />,
  );
  const host = screen.getByRole('textbox', { name: 'Host' });
  expect(host.getAttribute('aria-invalid')).toBe('true');
  expect(describedBy(host)).toContain(error);
  expect(describedBy(host)).toContain('The mail server.');
});

test('a field without an error is not invalid', () => {
  renderUi(<TextField label="Host" value="" onChange={ignore} />);
  expect(screen.getByRole('textbox', { name: 'Host' }).getAttribute('aria-invalid')).toBeNull();
});

test('the error of a select is read out with it', () => {
  const items = [{ value: 'tls', label: 'TLS' }] as const;
  renderUi(
    <Select label="Encryption" items={items} value="tls" error="Refused." onChange={ignore} />,
  );
  const select = screen.getByRole('combobox', { name: 'Encryption' });
  expect(select.textContent).toContain('TLS');
  expect(describedBy(select)).toContain('Refused.');
});

test('a number field reports numbers', async () => {
  const onChange = vi.fn<(value: number | null) => void>();
  renderUi(<NumberField label="Days" value={null} onChange={onChange} />);
  await userEvent.type(screen.getByRole('textbox', { name: 'Days' }), '7');
  expect(onChange).toHaveBeenLastCalledWith(7);
});

test('a password is shown only on request', async () => {
  renderUi(<PasswordField label="Password" value="secret" onChange={ignore} />);
  const password = screen.getByLabelText('Password');
  expect(password.getAttribute('type')).toBe('password');
  await userEvent.click(screen.getByRole('button', { name: 'Show the password' }));
  expect(password.getAttribute('type')).toBe('text');
});

test('a value that others put into a number field while it has the focus is not reported over', async () => {
  const reported: (number | null)[] = [];
  function Days() {
    const [value, setValue] = useState<number | null>(7);
    return (
      <>
        <NumberField
          label="Days"
          value={value}
          onChange={(next) => {
            reported.push(next);
            setValue(next);
          }}
        />
        <output onPointerEnter={() => setValue(3)}>Theirs</output>
      </>
    );
  }
  renderUi(<Days />);
  const days = screen.getByRole('textbox', { name: 'Days' });
  await userEvent.clear(days);
  await userEvent.type(days, '1234');
  await userEvent.hover(screen.getByText('Theirs'));
  const now = screen.getByRole('textbox', { name: 'Days' });
  expect(now).toHaveProperty('value', '3');
  expect(document.activeElement).toBe(now);
  await userEvent.tab();
  expect(reported.at(-1)).toBe(1234);
  expect(now).toHaveProperty('value', '3');
});
