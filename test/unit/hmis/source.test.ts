import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importedEnrollmentId } from '../../../src/hmis/import/ids.ts';
import type { Source } from '../../../src/hmis/export.ts';
import { likenessOf, sameAsEarlier } from '../../../src/hmis/same-person.ts';
import { describedAs, earlierReferenceOf, referenceOf, sourceOf } from '../../../src/hmis/source.ts';

const from = (changes: Partial<Source> = {}): Source => ({
  ...{ exportId: 'E', exportedOn: null, system: 'Keeper', version: '' },
  ...{ sourceId: 'XX-500', sourceName: 'A County', software: 'Keeper', ...changes },
});
const known = (source: string, changes: Partial<Source> = {}) => ({
  source,
  described: describedAs(from(changes)),
});

describe('of which source an export is', () => {
  test.each<[string, Partial<Source>, ReturnType<typeof known>[], string | undefined, object]>([
    ['its CoC code', {}, [], undefined, { source: 'xx-500' }],
    ['its name, where it has no code', { sourceId: '' }, [], undefined, { source: 'a county' }],
    ['neither', { sourceId: '', sourceName: '' }, [], undefined, { code: 'unnamed' }],
    [
      'neither, but a person says',
      { sourceId: '', sourceName: '' },
      [],
      ' Harbor  HMIS',
      { source: 'harbor hmis' },
    ],
    ['a person says nothing by it', {}, [], ' ', { code: 'unnamed' }],
    ['the one like it', {}, [known('harbor')], undefined, { source: 'harbor' }],
    [
      'written otherwise',
      { sourceId: 'xx-500 ', sourceName: 'A  COUNTY' },
      [known('harbor')],
      undefined,
      { source: 'harbor' },
    ],
    [
      'another system with its code',
      { software: 'Vend' },
      [known('xx-500')],
      undefined,
      { code: 'described-otherwise' },
    ],
    ['the same, a person says', { software: 'Vend' }, [known('xx-500')], 'XX-500', { source: 'xx-500' }],
    ['two like it', {}, [known('a'), known('b')], undefined, { code: 'of-several', sources: ['a', 'b'] }],
    [
      'its new software, once it is known',
      { software: 'Vend' },
      [known('xx-500'), known('xx-500', { software: 'Vend' })],
      undefined,
      { source: 'xx-500' },
    ],
  ])('%s', (_case, changes, before, said, expected) => {
    expect(sourceOf(from(changes), before, said)).toMatchObject(expected);
  });
});

test('no two sources and ids come to the same reference or enrollment', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', '/', '%', '2', 'F', ':', '"', ','),
    maxLength: 6,
  });
  const pair = fc.tuple(
    text.filter((one) => one !== ''),
    text,
  );
  fc.assert(
    fc.property(pair, pair, (one, other) => {
      const same = JSON.stringify(one) === JSON.stringify(other);
      expect(referenceOf(...one) === referenceOf(...other)).toBe(same);
      expect(importedEnrollmentId('g', ...one) === importedEnrollmentId('g', ...other)).toBe(same);
    }),
    { numRuns: 2_000 },
  );
  expect(referenceOf('xx-500', 'P1')).toBe('hmis:xx-500/P1');
  expect(earlierReferenceOf('P1')).toBe('hmis:P1');
});

describe('who looks alike', () => {
  const ana = { givenName: 'Ána-María', familyName: "O'Silva", birthDate: '1980-02-03' };
  test('case, accents, blanks and hyphens make no difference; another day or name does', () => {
    const likeness = likenessOf(ana);
    expect(likenessOf({ ...ana, givenName: 'ana maria', familyName: 'OSILVA' })).toBe(likeness);
    expect(likenessOf({ ...ana, birthDate: '1980-02-04' })).not.toBe(likeness);
    expect(likenessOf({ ...ana, familyName: 'Silvan' })).not.toBe(likeness);
  });
  test('what is not known looks like nobody', () => {
    expect(likenessOf({ ...ana, birthDate: null })).toBe(null);
    expect(likenessOf({ ...ana, givenName: 'Unknown', familyName: 'Unknown' })).toBe(null);
  });

  const none = { givenName: 'Unknown', familyName: 'Unknown', birthDate: null };
  test.each([
    ['the same in both', ana, ana, false, 'same'],
    ['another in both', ana, { ...ana, familyName: 'Heron', birthDate: '1990-01-01' }, false, 'another'],
    [
      'another in both, of the same enrollment',
      ana,
      { ...ana, familyName: 'Heron', birthDate: '1990-01-01' },
      true,
      'unclear',
    ],
    ['another name', ana, { ...ana, familyName: 'Heron' }, false, 'unclear'],
    ['another name, of the same enrollment', ana, { ...ana, familyName: 'Heron' }, true, 'same'],
    ['an unknown birth date', ana, { ...ana, birthDate: null }, false, 'same'],
    ['an unknown name', ana, { ...none, birthDate: ana.birthDate }, false, 'unclear'],
    ['nothing known', none, ana, false, 'unclear'],
    ['nothing known, of the same enrollment', none, ana, true, 'same'],
  ] as const)('kept by an earlier import: %s', (_case, person, onRecord, sameEnrollment, expected) => {
    expect(sameAsEarlier(person, onRecord, sameEnrollment)).toBe(expected);
  });
});
