import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endOfLocalDay, parseLocalDate } from '../../../../src/engine/calendar/index.ts';
import type { FileItem } from '../../../../src/features/staff/file.ts';
import { fitUntil } from '../../../../src/features/staff/fitness.ts';
import { countyStaffPolicy } from '../../../../src/pathway/profiles/county-staff.ts';
import { calendar, complete, item, kinds } from '../../../support/staff-files.ts';

const days = fc
  .date({ min: new Date('2034-01-01'), max: new Date('2045-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const items = fc.record({
  kind: fc.constantFrom(...kinds),
  expiresOn: fc.option(days, { nil: null }),
  datedOn: days,
  withdrawnAt: fc.constantFrom(null, null, null, 5),
  wrong: fc.constantFrom(false, false, false, true),
});
const onFile = items.map(({ kind, wrong, ...rest }): FileItem =>
  item(kind, { ...rest, ...(wrong ? { states: { shownBy: 'word-of-mouth' } } : {}) }),
);
const files = fc.array(onFile, { maxLength: 24 });
const fit = (all: FileItem[]) =>
  fitUntil('coordinator', complete({ items: all }), countyStaffPolicy, calendar);
/** As a number that is the greater the longer somebody may take clients. */
const reach = (all: FileItem[]) => fit(all).until ?? -Infinity;

test('an item that is added never makes anybody fit for a shorter time', () => {
  fc.assert(fc.property(files, onFile, (all, more) => reach([...all, more]) >= reach(all)));
});

test('it makes no difference in which order items were entered', () => {
  const shuffled = files.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );
  fc.assert(
    fc.property(shuffled, ([all, other]) => {
      expect(fit(other)).toEqual(fit(all));
    }),
  );
});

test('nobody is fit for a day longer than the last item of any kind lasts', () => {
  fc.assert(
    fc.property(files, (all) => {
      const { until } = fit(all);
      for (const kind of ['drivers-licence', 'auto-insurance'] as const) {
        const counted = all.filter((one) => one.kind === kind && one.withdrawnAt === null);
        const ends = counted.map(({ expiresOn }) =>
          expiresOn === null ? Infinity : endOfLocalDay(calendar, parseLocalDate(expiresOn) ?? NaN),
        );
        expect(until ?? -Infinity).toBeLessThanOrEqual(Math.max(-Infinity, ...ends));
      }
    }),
  );
});

test('whoever lacks nothing is fit, whoever lacks anything is not', () => {
  fc.assert(
    fc.property(files, (all) => {
      const { until, missing } = fit(all);
      expect(until === null).toBe(missing.length > 0);
      for (const kind of missing) expect(reach([...all.filter((one) => one.kind !== kind)])).toBe(-Infinity);
    }),
  );
});
