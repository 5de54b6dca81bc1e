import { expect, it } from 'vitest';
import { carriedState } from '../../../../src/engine/deadlines/state.ts';
import { statusAt } from '../../../../src/engine/obligations/fold.ts';
import { obligationColumns } from '../../../../src/kit/postgres/read-model-rows.ts';
import { project } from '../../../../src/pathway/projection.ts';
import { Story } from '../../../support/enrollment-builder.ts';

it('a run of an earlier release hands on the focus of a miss under its old name', () => {
  const told = new Story({}).until('2037-03-20 09:00');
  const asThen = structuredClone(told.state);
  for (const { missed } of asThen.announced) if (missed) Object.assign(missed, { thing: 'the referral' });
  expect(asThen.announced.some(({ missed }) => missed !== null)).toBe(true);
  for (const { missed } of carriedState(asThen).announced)
    if (missed) expect(missed.focus).toBe('the referral');
  // And so does what it asked the record for.
  const [row] = project(told.state, statusAt(told.state.steps, told.state.lastRecordedAt)).obligations;
  if (!row) throw new Error('no obligation');
  expect(obligationColumns('e', 'a', { ...row, thing: 'the referral' } as never)).toMatchObject({
    thing: 'the referral',
  });
});

it('what it handed on otherwise stays as it is', () => {
  const { state } = new Story({}).until('2037-03-20 09:00');
  expect(carriedState(state)).toEqual(state);
});
