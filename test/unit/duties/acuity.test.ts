import { describe, expect, it } from 'vitest';
import { contentHash } from '../../../src/kit/content-hash.ts';
import { itemsOf, rangeOf } from '../../../src/engine/policy/acuity-form.ts';
import { agencyAcuityIndex } from '../../../src/features/acuity/instruments/agency-default.ts';
import { acuityRegister } from '../../../src/features/acuity/state.ts';
import { scoreOf } from '../../../src/features/acuity/score.ts';
import { effectiveSteps } from '../../../src/engine/obligations/fold.ts';
import { countyProfile } from '../../../src/pathway/profiles/county.ts';
import { recoveryCoachProfile } from '../../../src/pathway/profiles/recovery-coach.ts';
import { referral, type Story, supervisor } from '../../support/enrollment-builder.ts';
import { policyFrom } from '../../support/policies.ts';

const assigned = () => referral().assigned('2037-03-02 10:00');
const toCm = (index?: string, documents?: ['acuity-documentation']) => ({
  type: 'changeLevel' as const,
  level: 'cm',
  ...(index === undefined ? {} : { index }),
  ...(documents ? { documents } : {}),
});
const lead = { by: supervisor };
const event = { type: 'reportHighAcuityEvent' } as const;
const discharge = {
  type: 'discharge',
  reason: 'level-not-indicated',
  aftercareArranged: true,
  warmHandOver: true,
  lastMeetingHeld: true,
} as const;
const registerOf = ({ state: { steps, lastRecordedAt } }: Story) =>
  acuityRegister(effectiveSteps(steps, lastRecordedAt));
const all = (points: number) => Object.fromEntries(itemsOf(agencyAcuityIndex).map(({ id }) => [id, points]));

describe('the form of the index', () => {
  it('comes to scores within the range of the policy, and is named by its content', () => {
    const { lowest, highest } = countyProfile.acuity.value;
    expect(rangeOf(agencyAcuityIndex)).toEqual({ lowest, highest });
    const { id, version } = agencyAcuityIndex;
    expect(countyProfile.acuityInstrument?.value).toEqual({
      id,
      version,
      hash: contentHash(agencyAcuityIndex),
    });
    const ids = itemsOf(agencyAcuityIndex).map((item) => item.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('adds points up, and asks for documentation where they are many', () => {
    expect(scoreOf(agencyAcuityIndex, all(0))).toEqual({ ok: true, scored: { score: 0, documentation: [] } });
    expect(scoreOf(agencyAcuityIndex, { ...all(1), symptoms: 3 })).toEqual({
      ok: true,
      scored: { score: 27, documentation: [{ item: 'symptoms', anyOf: ['mental-health-report'] }] },
    });
  });

  it('tells all that is wrong with answers', () => {
    const { symptoms: _, ...rest } = all(1);
    expect(scoreOf(agencyAcuityIndex, { ...rest, overdose: 5, tea: 1 })).toEqual({
      ok: false,
      problems: [
        { item: 'overdose', problem: 'not-on-scale' },
        { item: 'symptoms', problem: 'missing' },
        { item: null, problem: 'unknown' },
      ],
    });
  });

  it('is refused where the policy names another', () => {
    const { id, version } = agencyAcuityIndex;
    const instrument = { id, version, hash: '0'.repeat(64), documentation: true };
    const { code, field } = assigned().refused(
      { type: 'scoreAcuity', score: 40, instrument },
      '2037-03-03 09:00',
    );
    expect([code, field]).toEqual(['unknown-instrument', 'instrument']);
  });
});

it('[AC-1] an index is owed every 30 days', () => {
  const story = assigned();
  expect(story.due('acuity.assessment')).toBe('2037-04-01 23:59');
  story.scored('2037-03-10 09:00');
  expect(story.statuses['acuity.assessment']).toEqual(['met', 'open']);
  expect(story.due('acuity.assessment')).toBe('2037-04-09 23:59');
});

describe('[AC-3] a score on the other side of the line', () => {
  it('[AC-3] asks the supervisor to decide within two business days', () => {
    const story = assigned().scored('2037-03-05 09:00', 38);
    expect(story.due('level.decision')).toBe('2037-03-09 17:00');
    const told = story.until('2037-03-10 09:00').notifications;
    const decision = told.filter(({ obligation }) => obligation === 'level.decision');
    expect(decision.map(({ kind, audience }) => `${kind} ${audience}`)).toEqual([
      'warning supervisor',
      'overdue coordinator',
      'escalation supervisor',
    ]);
  });

  it('[AC-3] above the line Recovery Support Coordination stays indicated', () => {
    expect(assigned().scored('2037-03-05 09:00', 39).statuses['level.decision']).toBeUndefined();
    const inCaseManagement = () => referral({ level: 'cm' }).assigned('2037-03-02 10:00');
    expect(inCaseManagement().scored('2037-03-05 09:00', 38).statuses['level.decision']).toBeUndefined();
    expect(inCaseManagement().scored('2037-03-05 09:00', 39).statuses['level.decision']).toEqual(['open']);
  });

  it('is settled by a change, by keeping the level, or by a later score', () => {
    const proposed = () => assigned().scored('2037-03-05 09:00', 20, { id: 'index' });
    const changed = proposed().step(toCm('index', ['acuity-documentation']), '2037-03-06 09:00', lead);
    const kept = proposed().step({ type: 'keepLevel' }, '2037-03-06 09:00', lead);
    const again = proposed().scored('2037-03-06 09:00', 50);
    const stories = [changed, kept, again];
    expect(stories.map((story) => story.statuses['level.decision'])).toEqual([
      ['met'],
      ['met'],
      ['cancelled'],
    ]);
    expect(stories.map((story) => registerOf(story).proposals.map(({ outcome }) => outcome))).toEqual([
      ['changed'],
      ['kept'],
      ['no-longer-indicated'],
    ]);
  });

  it('a second low score does not buy time', () => {
    const story = assigned().scored('2037-03-05 09:00', 20).scored('2037-03-06 09:00', 21);
    expect(story.statuses['level.decision']).toEqual(['open']);
    expect(story.due('level.decision')).toBe('2037-03-09 17:00');
    expect(registerOf(story).proposals).toHaveLength(1);
  });

  it('nothing is to be kept where nothing is proposed', () => {
    expect(assigned().refused({ type: 'keepLevel' }, '2037-03-06 09:00', lead).code).toBe('nothing-to-meet');
  });
});

describe('[AC-4] a transfer to less intensive care', () => {
  const scored = () => assigned().scored('2037-03-05 09:00', 20, { id: 'index' });
  const refusal = (story: Story, facts: ReturnType<typeof toCm>, at = '2037-03-06 09:00') =>
    story.refused(facts, at, lead).code;

  it('[AC-4] carries its index and what supports it', () => {
    expect(refusal(scored(), toCm())).toBe('acuity-index-missing');
    expect(refusal(scored(), toCm('referral'))).toBe('not-an-index');
    expect(scored().refused(toCm('index'), '2037-03-06 09:00', lead)).toMatchObject({
      code: 'document-missing',
      detail: 'The policy asks for these as well: acuity-documentation.',
      field: 'enclosed',
    });
    expect(
      scored().step(toCm('index', ['acuity-documentation']), '2037-03-06 09:00', lead).receipt.met,
    ).toMatchObject([{ kind: 'level.decision' }]);
  });

  it('[AC-2] rests on an index that is not out of date, and needs no documentation that was not asked for', () => {
    expect(refusal(scored(), toCm('index', ['acuity-documentation']), '2037-04-05 09:00')).toBe(
      'acuity-index-missing',
    );
    const { id, version } = agencyAcuityIndex;
    const instrument = { id, version, hash: contentHash(agencyAcuityIndex), documentation: false };
    const story = assigned().step({ type: 'scoreAcuity', score: 25, instrument }, '2037-03-05 09:00', {
      id: 'index',
    });
    expect(story.step(toCm('index'), '2037-03-06 09:00', lead).state.steps.at(-1)?.facts.type).toBe(
      'changeLevel',
    );
  });

  it('[AC-4] or a discharge for it, is a supervisor’s decision', () => {
    expect(scored().refused(discharge, '2037-03-06 09:00').code).toBe('needs-supervisor');
    expect(scored().step(discharge, '2037-03-06 09:00', lead).obligation('outcome.discharge').status).toBe(
      'open',
    );
  });

  it('between levels on one side of the line it carries nothing', () => {
    const facts = { type: 'changeLevel', level: 'rsc-f' } as const;
    expect(scored().step(facts, '2037-03-06 09:00', lead).receipt.version).toBeGreaterThan(0);
  });

  it('goes on as before under a profile that asks for nothing', () => {
    const { requestDocuments: _, ...earlier } = countyProfile;
    const before = () => referral({ policy: policyFrom(earlier) }).assigned('2037-03-02 10:00');
    expect(before().step(discharge, '2037-03-07 09:00').statuses['outcome.discharge']).toEqual(['open']);
    const moved = before().step(toCm(), '2037-03-06 09:00', lead);
    expect(moved.statuses['contact.routine']).toEqual(['cancelled', 'open']);
  });
});

describe('[AC-5] a high-acuity event', () => {
  it('[AC-5] wants contact within 24 hours, then every three days for fourteen days', () => {
    const story = assigned().step(event, '2037-03-05 22:00');
    expect(story.due('stabilization.contact')).toBe('2037-03-06 22:00');
    story.contact('2037-03-06 09:00', { mode: 'phone' });
    expect(story.due('stabilization.routine')).toBe('2037-03-09 23:59');
    story.contact('2037-03-09 09:00', { mode: 'phone' }).contact('2037-03-16 09:00', { mode: 'phone' });
    expect(story.statuses['stabilization.routine']).toEqual(['met', 'met-late', 'open']);
    expect(story.due('stabilization.routine')).toBe('2037-03-19 23:59');
    expect(story.contact('2037-03-19 09:00', { mode: 'phone' }).statuses['stabilization.routine']).toEqual([
      'met',
      'met-late',
      'met',
    ]);
    expect(story.local(registerOf(story).stabilizedUntil ?? 0)).toBe('2037-03-19 23:59');
  });

  it('[AC-5] is not put off by a text, an attempt, or a hold', () => {
    const story = assigned().step(event, '2037-03-05 09:00');
    story.contact('2037-03-05 10:00', { mode: 'text' }).contact('2037-03-05 11:00', { outcome: 'attempted' });
    expect(story.statuses['stabilization.contact']).toEqual(['open']);
    const hold = () => story.held(['stabilization.contact'], '2037-03-05 12:00', '2037-03-10');
    expect(hold).toThrow('not-holdable');
  });

  it('a second one in the same days is answered by itself, and makes the period longer', () => {
    const story = assigned().step(event, '2037-03-05 09:00').contact('2037-03-05 12:00');
    story.step(event, '2037-03-15 09:00');
    expect(story.statuses['stabilization.contact']).toEqual(['met', 'open']);
    expect(story.local(registerOf(story).stabilizedUntil ?? 0)).toBe('2037-03-29 23:59');
  });

  it('[AC-5] holds for recovery coaches as well', () => {
    const policy = policyFrom(recoveryCoachProfile);
    const story = referral({ policy, level: 'high-acuity' }).assigned('2037-03-02 10:00');
    story.step(event, '2037-03-05 09:00');
    expect(story.due('stabilization.contact')).toBe('2037-03-06 09:00');
    expect(story.contact('2037-03-05 12:00').statuses['stabilization.routine']).toEqual(['open']);
  });
});
