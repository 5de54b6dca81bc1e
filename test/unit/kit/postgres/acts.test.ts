import { expect, it } from 'vitest';
import { actWithin, type Transaction } from '../../../../src/kit/postgres/acts.ts';

const by = { staffId: 'one' };
const ask = { by, commandId: 'key', fingerprint: 'content' };
const tx = {} as Transaction;

/** An act whose first copy comes on record after the second has looked for it, and before that one is judged. */
const overtaken = (copy: { staffId: string; fingerprint: string }) => {
  let looked = 0;
  return {
    find: () => {
      looked += 1;
      return Promise.resolve(
        looked === 1 ? null : { by: { staffId: copy.staffId }, fingerprint: copy.fingerprint },
      );
    },
    decide: () => Promise.resolve({ ok: false as const, refusal: 'done already' }),
    write: () => Promise.reject(new Error('what is refused is not written')),
    show: () => Promise.resolve('the row of the first copy'),
  };
};

it('answers a copy that its own first one speaks against as that one was answered', async () => {
  expect(await actWithin(tx, ask, overtaken({ staffId: 'one', fingerprint: 'content' }))).toEqual({
    status: 'replayed',
    row: 'the row of the first copy',
  });
});

it('tells a key that named something else meanwhile from a refusal', async () => {
  expect(await actWithin(tx, ask, overtaken({ staffId: 'two', fingerprint: 'content' }))).toEqual({
    status: 'reused',
    how: 'another-person',
  });
  expect(await actWithin(tx, ask, overtaken({ staffId: 'one', fingerprint: 'another' }))).toEqual({
    status: 'reused',
    how: 'other-content',
  });
});

it('refuses what is on record under no key', async () => {
  const nothing = { ...overtaken({ staffId: '', fingerprint: '' }), find: () => Promise.resolve(null) };
  expect(await actWithin(tx, ask, nothing)).toEqual({ status: 'refused', refusal: 'done already' });
});
