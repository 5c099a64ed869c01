import { expect, test } from 'vitest';

import { isPublicAddress } from '../../../../src/main/mail/remote/public-address.ts';

test.each([
  '1.1.1.1',
  '93.184.215.14',
  '100.63.255.255',
  '172.32.0.1',
  '2606:4700::1111',
  '2a00:1450:4001::1',
])('%s is a computer of the public internet', (address) =>
  expect(isPublicAddress(address)).toBe(true),
);

test.each([
  ['loopback', '127.0.0.1'],
  ['loopback', '127.255.255.254'],
  ['loopback', '::1'],
  ['unspecified', '0.0.0.0'],
  ['unspecified', '::'],
  ['private', '10.1.2.3'],
  ['private', '172.16.0.1'],
  ['private', '172.31.255.255'],
  ['private', '192.168.1.1'],
  ['unique local', 'fd00::1'],
  ['unique local', 'fc00::1'],
  ['carrier', '100.64.0.1'],
  ['carrier', '100.127.255.255'],
  ['link-local', '169.254.169.254'],
  ['link-local', 'fe80::1'],
  ['with a zone', 'fe80::1%eth0'],
  ['site-local', 'fec0::1'],
  ['mapped', '::ffff:127.0.0.1'],
  ['mapped', '::ffff:8.8.8.8'],
  ['mapped', '::ffff:7f00:1'],
  ['compatible', '::127.0.0.1'],
  ['NAT64', '64:ff9b::7f00:1'],
  ['NAT64', '64:ff9b:1::a00:1'],
  ['6to4', '2002:7f00:1::'],
  ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
  ['ISATAP', '2606:4700::5efe:10.0.0.1'],
  ['ISATAP', '2606:4700::5efe:a00:1'],
  ['ISATAP', '2606:4700:0:0:200:5efe:a00:1'],
  ['multicast', '224.0.0.1'],
  ['multicast', 'ff02::1'],
  ['broadcast', '255.255.255.255'],
  ['benchmark', '198.18.0.1'],
  ['documentation', '192.0.2.1'],
  ['documentation', '2001:db8::1'],
  ['no address', 'localhost'],
  ['no address', '127.1'],
  ['no address', '0x7f.0.0.1'],
  ['no address', ''],
])('an address that is %s, %s, is not', (_kind, address) => {
  expect(isPublicAddress(address)).toBe(false);
});
