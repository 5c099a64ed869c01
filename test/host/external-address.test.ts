import { expect, it } from 'vitest';

import {
  createOpenExternal,
  externalAddress,
} from '../../src/main/host-electron/external-address.ts';
import { createElectronStandIn } from '../support/electron.ts';

it.each([
  'file:///C:/Windows/System32/calc.exe',
  'javascript:alert(1)',
  'data:text/html,hello',
  'smb://host/share',
  '\\\\host\\share',
  '//host/share',
  'ms-msdt:/id PCWDiagnostic',
  'ms-officecmd:x',
  'vbscript:x',
  'gatehouse://console/',
  ' https://shop.example/',
  'https://shop.example/ ',
  'https://shop.example/\r\nX',
  'https://shop.example/\u0000',
  'https://shop.example/\u202Egpj.exe',
  'https:\\\\shop.example\\',
  'https:shop.example',
  'https:///shop.example',
  'https://',
  'https://bank.example@shop.example/',
  'https://user:secret@shop.example/',
  `https://shop.example/${'a'.repeat(3_000)}`,
  'shop.example',
  '',
])('refuses %j', (text) => {
  expect(externalAddress(text)).toBeNull();
});

it.each([
  ['https://shop.example/a?b=c#d', 'https://shop.example/a?b=c#d'],
  ['HTTP://127.0.0.1:8000', 'http://127.0.0.1:8000/'],
  ['mailto:anna@shop.example', 'mailto:anna@shop.example'],
  ['https://аpple.example/', 'https://xn--pple-43d.example/'],
])('allows %s as %s', (text, address) => {
  expect(externalAddress(text)).toBe(address);
});

function createAsked(answer: number) {
  const standIn = createElectronStandIn();
  standIn.world.answer = answer;
  const { dialog, shell } = standIn.electron;
  const onError = (error: unknown): void => {
    throw error;
  };
  return { ...standIn.shown, openExternal: createOpenExternal({ dialog, shell, onError }) };
}

it('opens what the person agreed to', async () => {
  const { openExternal, questions, opened } = createAsked(0);
  await openExternal('https://shop.example/');
  expect(questions).toEqual(['https://shop.example/']);
  expect(opened).toEqual(['https://shop.example/']);
});

it('opens nothing that the person did not agree to', async () => {
  const { openExternal, opened } = createAsked(1);
  await openExternal('https://shop.example/');
  expect(opened).toEqual([]);
});

it('asks one question at a time', async () => {
  const { openExternal, questions } = createAsked(1);
  await Promise.all([openExternal('https://a.example/'), openExternal('https://b.example/')]);
  expect(questions).toEqual(['https://a.example/']);
});

it('asks nothing about a hostile address', async () => {
  const { openExternal, questions } = createAsked(0);
  await openExternal('file:///etc/passwd');
  expect(questions).toEqual([]);
});
