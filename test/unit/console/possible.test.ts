import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CommandType } from '../../../src/kit/http/command.ts';
import type { EnrollmentState } from '../../../src/engine/deadlines/state.ts';
import type { StepFacts } from '../../../src/engine/record/steps/index.ts';
import { effectiveSteps, statusAt } from '../../../src/engine/obligations/fold.ts';
import { localDateOf } from '../../../src/engine/calendar/index.ts';
import { offered } from '../../../src/console/forms/registry.ts';
import { stepRuleOf } from '../../../src/pathway/step-rules.ts';
import { Story } from '../../support/enrollment-builder.ts';

/** The forms bring pages' parts with them, which this tier's compiler does not read. */
const judgement = 'possible';
const { isPossible } = (await import(`../../../src/console/forms/${judgement}.ts`)) as {
  isPossible: (step: CommandType, form: object | null, given: object) => boolean;
};
const groups = await Promise.all(
  offered.map(
    async ({ group }) =>
      ((await import(`../../../src/console/forms/steps/${group}.ts`)) as { forms: object }).forms,
  ),
);
const forms: Record<string, object> = Object.assign({}, ...groups) as Record<string, object>;
const steps = offered.flatMap((one) => one.steps);

/** What a supervisor is offered where the record stands so. */
function possible({ state }: { state: EnrollmentState }, at: number): CommandType[] {
  const status = statusAt(state.steps, at);
  const known = {
    ...{ enrollmentId: state.enrollmentId, client: 'Somebody', duty: null, about: null, status },
    steps: effectiveSteps(state.steps, at),
    today: localDateOf(status.policy.calendar, at),
    at,
    me: { staffId: 'coordinator-1', role: 'supervisor', agency: { agencyId: 'agency-1' } },
    time: { moment: String, day: String, date: String, local: String },
    say: (id: string) => id,
    reply: () => undefined,
  };
  const judging = { enrollmentId: state.enrollmentId, state, titles: new Map() };
  return steps.filter((step) => isPossible(step, forms[step] ?? null, { known, judging, now: at }));
}

const release: StepFacts = {
  type: 'grantRelease',
  recipientKind: 'provider',
  recipient: 'provider-1',
  purpose: 'referral',
  content: ['identity'],
  expiresOn: '2037-12-31',
};
afterEach(() => void vi.useRealTimers());

const begun = () => new Story({}).assigned('2037-03-02 10:00');

describe('what is offered of a client', () => {
  const story = begun();
  const first = possible(story, story.at('2037-03-02 11:00'));

  it('is, of each step there is, what can be recorded as the record stands', () => {
    expect(steps.length).toBeGreaterThan(55);
    expect(steps.filter((step) => !first.includes(step))).toMatchInlineSnapshot(`
      [
        "recordAppointment",
        "remindOfAppointment",
        "recordCrisisAction",
        "handOverCrisis",
        "closeCrisis",
        "notifyTreatmentProvider",
        "reviewSccp",
        "holdRstMeeting",
        "keepLevel",
        "updateAssessment",
        "endAuthorization",
        "resubmitAuthorization",
        "appealDecision",
        "resubmitExtension",
        "appealExtension",
        "withdrawExtension",
        "sendReferral",
        "recordReferralAnswer",
        "startService",
        "reviewService",
        "recordServiceFeedback",
        "endService",
        "withdrawReferral",
        "recordNoConsents",
        "revokeRelease",
        "endRelease",
        "tellRevocation",
        "noteDisclosure",
        "resolveDisclosure",
        "documentConsultation",
        "decideLocate",
        "leaveClientGroup",
        "recordDisputeStep",
        "settleDispute",
        "withdrawDispute",
        "settleCarried",
        "reopen",
        "keepDischarged",
      ]
    `);
  });

  it('has what an appointment, a crisis, a release, a dispute and a group want done, once they are there', () => {
    const more = begun()
      .contact('2037-03-02 10:30')
      .step(
        { type: 'scheduleAppointment', startsAt: 2_120_000_000_000, travelArranged: true },
        '2037-03-02 10:40',
      )
      .step({ type: 'enterClientGroup', group: 'gpra' }, '2037-03-02 10:45')
      .step({ type: 'reportCrisis', full: true }, '2037-03-02 10:50')
      .step(release, '2037-03-02 10:55')
      .step({ type: 'raiseDispute', subject: 'plan' }, '2037-03-02 10:56');
    // A release holds now, or it does not.
    vi.useFakeTimers({ now: more.at('2037-03-02 11:00'), toFake: ['Date'] });
    const then = possible(more, more.at('2037-03-02 11:00'));
    const added = then.filter((step) => !first.includes(step));
    expect(added).toEqual(
      expect.arrayContaining([
        ...['recordAppointment', 'remindOfAppointment', 'leaveClientGroup', 'revokeRelease'],
        ...['recordCrisisAction', 'handOverCrisis', 'recordDisputeStep', 'withdrawDispute'],
      ]),
    );
  });

  it('is, after a discharge, what may follow one', () => {
    const left = begun().contact('2037-03-02 10:30').discharged('2037-03-03 10:00');
    const then = possible(left, left.at('2037-03-03 11:00'));
    expect(then.length).toBeGreaterThan(3);
    expect(then.filter((step) => !stepRuleOf(step).afterDischarge)).toEqual([]);
    expect(then).toContain('reopen');
  });
});
