import type { lookup } from 'node:dns';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createReach,
  isNetwork,
  lookupWithin,
  mayPostTo,
  OutOfReach,
} from '../../../../src/kit/delivery/reach.ts';

describe('where webhooks of agencies may point', () => {
  const reach = createReach();

  it.each([
    ...['127.0.0.1', '127.9.9.9', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
    ...['169.254.169.254', '100.64.0.1', '224.0.0.1', '255.255.255.255'],
    ...['::1', '::', 'fe80::1', 'fd00::1', 'ff02::1', '::ffff:10.0.0.1', '::ffff:7f00:1'],
    ...['64:ff9b::a00:1', '2002:7f00:1::', 'no address'],
  ])('%s is none of the public internet', (address) => expect(reach.allows(address)).toBe(false));

  it.each(['8.8.8.8', '172.15.0.1', '172.32.0.1', '192.167.1.1', '2606:4700::1111', '::ffff:8.8.8.8'])(
    '%s is',
    (address) => expect(reach.allows(address)).toBe(true),
  );

  it('is said by the operator, network by network, and nothing more than that', () => {
    const some = createReach(['10.20.0.0/16', 'fd00:1::/32']);
    fc.assert(
      fc.property(fc.nat(255), fc.nat(255), fc.nat(255), (b, c, d) => {
        expect(some.allows(`10.${b}.${c}.${d}`)).toBe(b === 20);
        expect(some.allows(`::ffff:10.${b}.${c}.${d}`)).toBe(b === 20);
      }),
    );
    expect([some.allows('fd00:1::9'), some.allows('fd00:2::9'), some.allows('127.0.0.1')]).toEqual([
      ...[true, false, false],
    ]);
  });

  it('is judged of an URL as far as it says, however its address is written', () => {
    const may = mayPostTo(reach);
    for (const host of [
      '127.1',
      '0x7f000001',
      '017700000001',
      '[::1]',
      'localhost',
      'a.localhost.',
      '169.254.1.1',
    ])
      expect(may(new URL(`https://${host}/hook`)), host).toBe(false);
    for (const host of ['pager.agency.example', 'localhost.example', '8.8.8.8'])
      expect(may(new URL(`https://${host}/hook`)), host).toBe(true);
  });

  it.each([
    ['10.0.0.0/8', true],
    ['::1/128', true],
    ...['10.0.0.0', '10.0.0.0/33', '::1/129', 'pager/8', '10.0.0.0/8/8', '/8', ''].map(
      (text) => [text, false] as const,
    ),
  ] as const)('"%s" as a network: %s', (text, is) => expect(isNetwork(text)).toBe(is));
});

describe('a name', () => {
  const named = (...addresses: string[]) =>
    ((_name: string, _options: object, done: (error: null, all: object[]) => void) =>
      done(
        null,
        addresses.map((address) => ({ address, family: 4 })),
      )) as unknown as typeof lookup;
  const found = (resolve: typeof lookup, all: boolean) =>
    new Promise((done) => {
      lookupWithin(createReach(), resolve)('pager.example', { all }, (error, address) =>
        done(error ?? address),
      );
    });

  it('that leads to a private address leads nowhere', async () => {
    for (const all of [true, false]) expect(await found(named('10.0.0.1'), all)).toBeInstanceOf(OutOfReach);
  });

  it('that leads to several is followed to the public ones alone', async () => {
    const some = named('10.0.0.1', '8.8.8.8', '127.0.0.1');
    expect(await found(some, false)).toBe('8.8.8.8');
    expect(await found(some, true)).toEqual([{ address: '8.8.8.8', family: 4 }]);
  });

  it('that nobody knows is answered as nobody knows it', async () => {
    const unknown = new Error('ENOTFOUND');
    const nobody = ((_name: string, _options: object, done: (error: Error) => void) =>
      done(unknown)) as unknown as typeof lookup;
    expect(await found(nobody, true)).toBe(unknown);
  });
});
