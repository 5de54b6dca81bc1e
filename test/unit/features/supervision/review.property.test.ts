import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type CaseReviewAct,
  caseReviewKind,
} from '../../../../src/features/supervision/case-review.document.ts';
import {
  agenda,
  bare,
  content,
  coordinator,
  director,
  type Done,
  other,
  outcome,
  reviewTerms as policy,
  supervisor,
} from '../../../support/supervision.ts';

const [{ staffId }, { staffId: supervisorId }] = [coordinator, supervisor];
const when = '2037-03-10 09:00';
const plan = { plannedOn: '2037-03-10', format: 'phone' } as const;
const point = { enrollmentId: 'e-1', what: 'Call', who: 'supervisor', dueOn: '2037-03-20' } as const;
const prepared = agenda({ clients: [bare('e-1', '2037-03-01 10:00')] }, when);
const acts: CaseReviewAct[] = [
  { type: 'replan', plan, policy, supervisorId },
  { type: 'prepare', agenda: prepared, brought: [], remarks: null, policy },
  { type: 'hold', format: 'phone', items: [], points: [point], policy },
  { type: 'hold', format: 'virtual', items: [], points: [], policy },
  { type: 'sign', policy },
  { type: 'add', text: 'More.', supervisorId },
  { type: 'close-point', point: 1, outcome: 'Done.', supervisorId },
  { type: 'cancel', reason: 'x', supervisorId },
];
const begun: Done<CaseReviewAct> = [{ type: 'plan', staffId, supervisorId, plan, policy }, supervisor, when];
const [, prepare, hold, , sign] = acts;
const way: Done<CaseReviewAct>[] = [
  begun,
  ...[prepare, hold, sign].flatMap((act): Done<CaseReviewAct>[] => (act ? [[act, supervisor, when]] : [])),
];
/** So far on its way when people begin to try. */
const begins = fc.integer({ min: 1, max: way.length });
const attempts = fc.array(
  fc.tuple(fc.constantFrom(...acts), fc.constantFrom(supervisor, coordinator, director, other)),
  { minLength: 5, maxLength: 25 },
);

it('[SU-1] whatever people try, nothing that the supervisor has signed changes, and nobody else has a part', () => {
  fc.assert(
    fc.property(begins, attempts, (far, tried) => {
      let taken = way.slice(0, far);
      for (const [act, by] of tried) {
        const before = content(caseReviewKind, taken);
        const next: Done<CaseReviewAct>[] = [...taken, [act, by, when]];
        if (outcome(caseReviewKind, next) !== 'taken') continue;
        expect(by).not.toBe(other);
        taken = next;
        const after = content(caseReviewKind, taken);
        if (!before.signed.supervisor) continue;
        const { agenda: its, held, brought, signed } = after;
        expect({ its, held, brought }).toEqual({
          ...{ its: before.agenda, held: before.held, brought: before.brought },
        });
        expect(signed.supervisor).toEqual(before.signed.supervisor);
        expect(after.points.map(({ closed: _, ...rest }) => rest)).toEqual(
          before.points.map(({ closed: _, ...rest }) => rest),
        );
        expect(after.addenda.slice(0, before.addenda.length)).toEqual(before.addenda);
      }
      const { signed, held, agenda: its } = content(caseReviewKind, taken);
      if (signed.coordinator) expect(signed.supervisor).not.toBeNull();
      if (signed.supervisor) expect(held).not.toBeNull();
      if (held) expect(its).not.toBeNull();
    }),
    { numRuns: 300 },
  );
});
