import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differencesOf } from '../../../../src/features/identity/differences.ts';
import { identityOf, type ToldPerson } from '../../../../src/features/identity/identity.ts';
import { runs } from '../../../support/sizes.ts';

const onRecord: ToldPerson = { givenName: 'Zoë', familyName: 'de la Cruz', birthDate: '1988-04-17' };

describe('who is told and who is on record', () => {
  it.each([
    [{}, []],
    [{ givenName: 'Zoe\u0308' }, []],
    [{ givenName: ' ZOË ', familyName: 'De  La Cruz' }, []],
    [{ birthDate: null }, []],
    [{ givenName: 'Zoe' }, ['givenName']],
    [{ birthDate: '1988-04-18' }, ['birthDate']],
    [
      { givenName: 'Ana', familyName: 'Cruz', birthDate: '1990-01-01' },
      ['givenName', 'familyName', 'birthDate'],
    ],
  ] as [Partial<ToldPerson>, string[]][])('%j', (told, differing) => {
    expect(differencesOf({ ...onRecord, ...told }, identityOf('T-1', onRecord))).toEqual(differing);
  });

  it('differ in the same, whichever is told first, and nobody differs from themselves', () => {
    const person = fc.record({
      givenName: fc.string({ unit: 'grapheme', maxLength: 12 }),
      familyName: fc.string({ unit: 'grapheme', maxLength: 12 }),
      birthDate: fc.option(fc.constantFrom('1988-04-17', '1990-01-01'), { nil: null }),
    });
    fc.assert(
      fc.property(person, person, (one, other) => {
        const [first, second] = [identityOf('T-1', one), identityOf('T-1', other)];
        expect(differencesOf(one, second)).toEqual(differencesOf(other, first));
        expect(differencesOf(one, first)).toEqual([]);
      }),
      runs(500),
    );
  });
});
