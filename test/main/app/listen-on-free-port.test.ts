import { expect, it } from 'vitest';

import { listenOnFreePort } from '../../../src/main/app/listen-on-free-port.ts';

/** Stands in for a server that can't have the ports below 1024 for a reason. */
const startAbove1023 = (code: string) => async (port: number) => {
  if (port > 0 && port < 1_024) throw Object.assign(new Error(code), { code });
  return { port: port || 49_152 };
};

it.each([
  ['EADDRINUSE', 'Port 80 is taken by another program.'],
  ['EACCES', 'The system does not let this user have port 80.'],
])('takes another port after %s, and says why', async (code, reason) => {
  expect(await listenOnFreePort(80, 'accounts site', startAbove1023(code))).toEqual({
    server: { port: 49_152 },
    notice: `${reason} The accounts site is at port 49152 instead.`,
  });
});

it('says nothing about the port that was wished, nor about any', async () => {
  for (const wished of [8_000, 0]) {
    const { notice } = await listenOnFreePort(wished, 'console', startAbove1023('EACCES'));
    expect(notice).toBeNull();
  }
});

it('fails at once for another reason', async () => {
  await expect(
    listenOnFreePort(80, 'console', startAbove1023('EADDRNOTAVAIL')),
  ).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' });
});
