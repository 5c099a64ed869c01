// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { Outcome } from '../../../src/shared/contract/operations.ts';
import { RefusedError } from '../../../src/shared/errors.ts';
import { madeUpSite, outcomeOf, pendingRow } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

async function openCorrected(answer: () => Promise<Outcome>) {
  const site = madeUpSite({ pending: [pendingRow(1)] });
  const evidence = site['registrations.evidence']();
  const app = renderApp('/pending/one-by-one', {
    ...site,
    'registrations.evidence': () => ({ ...evidence, meant: 'person1@gmail.com' }),
    'registrations.changeEmail': answer,
  });
  await screen.findByRole('button', { name: /^Fix and mail again/ });
  return app;
}

test('an address is corrected once, however often the key is pressed meanwhile', async () => {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const { bridge, user } = await openCorrected(() => promise);
  await user.keyboard('ee');
  resolve(outcomeOf([1], { operationId: 9 }));
  await screen.findByText(/^The address of .* is now/);
  expect(bridge.inputsOf('registrations.changeEmail')).toHaveLength(1);
});

test('what was corrected is not mailed again before the card shows the new address', async () => {
  const answer = () => Promise.resolve(outcomeOf([1], { operationId: 9 }));
  const { bridge, user } = await openCorrected(answer);
  await user.keyboard('e');
  await screen.findByText(/^The address of .* is now/);
  await user.keyboard('e');
  expect(bridge.inputsOf('registrations.changeEmail')).toHaveLength(1);
  await user.keyboard('z');
  await user.keyboard('e');
  expect(bridge.inputsOf('registrations.changeEmail')).toHaveLength(2);
});

test('a correction that was refused can be tried again', async () => {
  const message = 'The site is writing.';
  const { bridge, user } = await openCorrected(() =>
    Promise.reject(new RefusedError({ code: 'busy', message })),
  );
  await user.keyboard('e');
  await screen.findAllByText(message);
  await user.keyboard('e');
  expect(bridge.inputsOf('registrations.changeEmail')).toHaveLength(2);
});
