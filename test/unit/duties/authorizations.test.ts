import { payerConsent } from '../../../prisma/seed/index.ts';
import type { StepFacts } from '../../../src/engine/record/steps/index.ts';
import { describe, expect, it } from 'vitest';
import { authorizationRegister, usedOf } from '../../../src/features/authorizations/state.ts';
import { underUsedIn, underUseOf } from '../../../src/features/authorizations/under-use.ts';
import { effectiveSteps, statusAt } from '../../../src/engine/obligations/fold.ts';
import { countyProfile } from '../../../src/pathway/profiles/county.ts';
import {
  decision,
  firstDocuments,
  laterDocuments,
  payer,
  sar,
  service,
} from '../../support/authorizations.ts';
import { referral, type Story } from '../../support/enrollment-builder.ts';
import { policyFrom } from '../../support/policies.ts';

const assigned = (level = 'rsc-i') => referral({ level }).assigned('2037-03-02 10:00');
const asked = () => assigned().step(sar(), '2037-03-03 09:00', { id: 'sar' });
const approved = () => asked().step(decision('sar'), '2037-03-04 09:00', { by: payer, id: 'yes' });
const registerOf = ({ state: { steps, lastRecordedAt } }: Story) =>
  authorizationRegister(effectiveSteps(steps, lastRecordedAt));
const only = (story: Story) => {
  const [one] = registerOf(story).authorizations;
  if (!one) throw new Error('no authorization');
  return one;
};
const extension = (parts: object = {}): StepFacts => ({
  type: 'requestExtension',
  initial: true,
  units: 8,
  through: '2037-06-01',
  documents: firstDocuments,
  ...parts,
});

describe('[AU-2] a request to the payer', () => {
  it('[AU-2] is refused by the name of what is missing', () => {
    const facts = sar({ documents: ['sccp'] });
    expect(assigned().refused(facts, '2037-03-03 09:00')).toMatchObject({
      code: 'document-missing',
      detail: 'The policy asks for these as well: placement-criteria.',
      field: 'enclosed',
    });
    expect(assigned().refused(extension({ documents: undefined }), '2037-03-03 09:00')).toMatchObject({
      code: 'document-missing',
      detail: 'The policy asks for these as well: sccp, placement-criteria.',
    });
  });

  it('[AC-2] carries an index and what supports it, but for the first', () => {
    const further = (documents = firstDocuments) =>
      sar({ initial: false, documents, from: '2037-04-01', through: '2037-04-30' });
    const scored = () => approved().scored('2037-03-05 09:00');
    expect(approved().refused(further(laterDocuments), '2037-03-20 09:00').code).toBe('acuity-index-missing');
    expect(scored().refused(further(), '2037-03-20 09:00').detail).toBe(
      'The policy asks for these as well: acuity-index, acuity-documentation.',
    );
    expect(scored().refused({ ...further(), initial: true } as StepFacts, '2037-03-20 09:00').code).toBe(
      'document-missing',
    );
    expect(scored().step(further(laterDocuments), '2037-03-20 09:00').receipt.opened).toHaveLength(1);
    const second = extension({ initial: false });
    expect(scored().step(extension(), '2037-03-06 09:00').refused(second, '2037-03-20 09:00').code).toBe(
      'document-missing',
    );
  });

  it('[AU-2] in Case Management brings what the team and the RSS Tool say', () => {
    const story = assigned('cm').scored('2037-03-03 09:00', 20);
    expect(
      story.refused(extension({ initial: false, documents: laterDocuments }), '2037-03-04 09:00').detail,
    ).toBe('The policy asks for these as well: rst-meeting, rss-tool.');
  });

  it('asks for nothing more than before under a profile that names no documents', () => {
    const { requestDocuments: _, ...earlier } = countyProfile;
    const story = referral({ policy: policyFrom(earlier) }).assigned('2037-03-02 10:00');
    story.step(extension({ documents: undefined }), '2037-03-03 09:00');
    expect(story.statuses['extension.decision']).toEqual(['open']);
  });
});

describe('[AU-3] Service Authorization Requests', () => {
  const need = { type: 'confirmNeed', outcome: 'confirmed', last: true } as const;

  it('[AU-3] are sent within a business day of the plan, where a need was confirmed', () => {
    const emergency = () => referral({ emergency: true }).step(need, '2037-03-02 09:30');
    const planned = emergency().did('completePreliminarySccp', '2037-03-03 09:00');
    expect(planned.due('sar.submission')).toBe('2037-03-04 17:00');
    expect(planned.step(sar(), '2037-03-03 10:00').statuses['sar.submission']).toEqual(['met']);
    expect(
      assigned().did('completePreliminarySccp', '2037-03-03 09:00').statuses['sar.submission'],
    ).toBeUndefined();
    const later = referral({ emergency: true }).did('completePreliminarySccp', '2037-03-03 09:00');
    expect(later.step(need, '2037-03-05 09:00').due('sar.submission')).toBe('2037-03-06 17:00');
  });

  it('[AU-3] the payer decides within five business days, and is warned', () => {
    const story = asked();
    expect(story.due('sar.decision')).toBe('2037-03-10 17:00');
    const told = story
      .until('2037-03-11 09:00')
      .notifications.filter((one) => one.obligation === 'sar.decision');
    expect(told.map(({ kind, audience }) => `${kind} ${audience}`)).toEqual([
      'request payer',
      'warning payer',
      'overdue coordinator',
      'escalation supervisor',
    ]);
    expect(approved().statuses['sar.decision']).toEqual(['met']);
    expect(approved().notifications.at(-1)).toMatchObject({ kind: 'decision', audience: 'coordinator' });
  });

  it('[AU-3] a returned one is sent again, a denied one appealed in time, and decided anew', () => {
    const no = (what: 'returned' | 'denied') => {
      const {
        from: _f,
        through: _t,
        ...facts
      } = decision('sar', { decision: what, units: null }) as object & {
        from: string;
        through: string;
      };
      return facts as StepFacts;
    };
    const again = { type: 'resubmitAuthorization', about: 'sar', documents: firstDocuments } as StepFacts;
    const returned = asked().step(no('returned'), '2037-03-04 09:00', { by: payer });
    expect(returned.refused(decision('sar'), '2037-03-05 09:00').code).toBe('authorization-out-of-turn');
    expect(returned.refused({ ...again, documents: [] } as StepFacts, '2037-03-05 09:00').code).toBe(
      'document-missing',
    );
    expect(returned.step(again, '2037-03-05 09:00').statuses['sar.decision']).toEqual(['met', 'open']);

    const appeal = { type: 'appealDecision', about: 'sar' } as const;
    const denied = () => asked().step(no('denied'), '2037-03-04 09:00', { by: payer });
    expect(denied().refused(appeal, '2037-03-18 17:01').code).toBe('appeal-too-late');
    const appealed = denied().step(appeal, '2037-03-18 17:00');
    expect(appealed.statuses['sar.decision']).toEqual(['met', 'open']);
    expect(
      appealed.step(decision('sar'), '2037-03-19 09:00', { by: payer }).statuses['sar.decision'],
    ).toEqual(['met', 'met']);
    expect(approved().refused(appeal, '2037-03-05 09:00').code).toBe('authorization-out-of-turn');
  });

  it('what is approved says how much and when', () => {
    const { code, field } = asked().refused(decision('sar', { units: null }), '2037-03-04 09:00');
    expect([code, field]).toEqual(['decision-incomplete', 'units']);
    expect(asked().refused(decision('tea'), '2037-03-04 09:00').code).toBe('unknown-authorization');
  });
});

describe('[AU-1] an authorization', () => {
  it('[AU-1] is warned of 14 days before its end, until it is continued or ended', () => {
    const story = approved();
    expect(story.due('authorization.renewal')).toBe('2037-03-31 23:59');
    expect(story.until('2037-03-20 09:00').said('authorization.renewal')).toEqual(['warn 2037-03-17 08:00']);
    const end = { type: 'endAuthorization', about: 'sar' } as const;
    expect(approved().step(end, '2037-03-20 09:00').statuses['authorization.renewal']).toEqual(['met']);
    const next = sar({
      initial: false,
      documents: laterDocuments,
      from: '2037-04-01',
      through: '2037-04-30',
      extends: 'sar',
    });
    const continued = approved().scored('2037-03-16 09:00').step(next, '2037-03-16 10:00');
    expect(continued.statuses['authorization.renewal']).toEqual(['met']);
  });

  it('[AU-1] an extension of it brings more units, more days, and its own end', () => {
    const facts = extension({ authorization: 'sar', units: 5, through: '2037-04-30' });
    const story = approved().step(facts, '2037-03-16 09:00');
    const grant = (parts: object): StepFacts => ({
      type: 'decideExtension',
      decision: 'approved',
      units: 5,
      ...parts,
    });
    expect(story.refused(grant({}), '2037-03-17 09:00').code).toBe('decision-incomplete');
    story.step(grant({ authorization: 'sar', through: '2037-04-30' }), '2037-03-17 09:00');
    expect(only(story).granted).toEqual({ units: 15, from: '2037-03-05', through: '2037-04-30' });
    expect(story.due('authorization.renewal')).toBe('2037-04-30 23:59');
  });

  it('[AU-1] runs out when a correction says, also of one that was extended', () => {
    const facts = extension({ authorization: 'sar', units: 5, through: '2037-04-30' });
    const extended = () =>
      approved()
        .step(facts, '2037-03-16 09:00', { id: 'more' })
        .step(
          {
            ...{ type: 'decideExtension', about: 'more', authorization: 'sar', decision: 'approved' },
            ...{ units: 5, through: '2037-04-30' },
          },
          '2037-03-17 09:00',
          { id: 'granted' },
        );
    const denies = {
      ...({ type: 'decideExtension', about: 'more', authorization: 'sar', corrects: 'granted' } as const),
      ...({ decision: 'denied', units: null } as const),
    };
    const corrects = (more: object): StepFacts => ({ ...denies, moves: true, ...more });
    const renewals = (story: Story) =>
      story.rows
        .filter(({ kind }) => kind === 'authorization.renewal')
        .map(({ status, due }) => `${status} ${story.local(due)}`);
    expect(renewals(extended()).at(-1)).toBe('open 2037-04-30 23:59');
    // Denied after all, it ends when it would have ended without; in part, when that part does.
    const denied = extended().step(corrects({ runsOut: '2037-03-31' }), '2037-03-18 09:00');
    expect(renewals(denied).slice(-2)).toEqual(['cancelled 2037-04-30 23:59', 'open 2037-03-31 23:59']);
    const part = { decision: 'approved-in-part', units: 2, through: '2037-04-10', runsOut: '2037-04-10' };
    const less = extended().step(corrects(part), '2037-03-18 09:00');
    expect(renewals(less).slice(-2)).toEqual(['cancelled 2037-04-30 23:59', 'open 2037-04-10 23:59']);
    // Recorded before corrections moved anything, it stays as it was.
    expect(renewals(extended().step(denies, '2037-03-18 09:00')).at(-1)).toBe('open 2037-04-30 23:59');
  });

  it('[AU-1] is not used past its units', () => {
    const story = approved().step(service('sar', { units: 9 }), '2037-03-06 09:00', { id: 'nine' });
    expect(story.refused(service('sar'), '2037-03-09 09:00')).toMatchObject({
      code: 'units-exceeded',
      detail: '10 units are authorized; with this there would be 1 too many.',
    });
    // Nor by a service of before, entered late; nor by taking back what it rests on.
    expect(story.refused(service('sar'), '2037-03-05 09:00', { enteredAt: '2037-03-09 09:00' }).code).toBe(
      'units-exceeded',
    );
    const takenBack = { type: 'voidStep', step: 'yes' } as const;
    expect(story.refused(takenBack, '2037-03-09 09:00', { by: { ...payer, role: 'supervisor' } }).code).toBe(
      'authorization-not-in-force',
    );
    expect(usedOf(only(story.voided('nine', '2037-03-09 10:00')))).toBe(0);
  });

  it('is not used outside its days, before its approval or after its end', () => {
    expect(asked().refused(service('sar'), '2037-03-06 09:00').code).toBe('authorization-not-in-force');
    expect(approved().refused(service('sar'), '2037-03-04 10:00').code).toBe('authorization-not-in-force');
    expect(approved().refused(service('sar'), '2037-04-01 09:00').code).toBe('authorization-not-in-force');
    const end = { type: 'endAuthorization', about: 'sar' } as const;
    const story = approved().step(service('sar'), '2037-03-09 09:00');
    expect(story.refused(end, '2037-03-06 09:00', { enteredAt: '2037-03-10 09:00' }).code).toBe(
      'authorization-not-in-force',
    );
    expect(story.step(end, '2037-03-10 09:00').refused(service('sar'), '2037-03-11 09:00').code).toBe(
      'authorization-not-in-force',
    );
  });

  it('of one service and provider there is one at a time', () => {
    const second = sar({
      from: '2037-03-31',
      through: '2037-04-30',
      initial: false,
      documents: laterDocuments,
    });
    const story = approved().scored('2037-03-05 09:00');
    expect(story.refused(second, '2037-03-06 09:00').code).toBe('authorization-overlap');
    story.step({ ...second, service: 'RSS-FOOD' } as StepFacts, '2037-03-06 09:00');
    story.step({ ...second, provider: 'p-2' } as StepFacts, '2037-03-06 10:00');
    story.step({ ...second, from: '2037-04-01' } as StepFacts, '2037-03-06 11:00');
    expect(registerOf(story).authorizations).toHaveLength(4);
  });

  it('[AU-1] shows when little of it is used', () => {
    const { policy } = approved();
    const at = (story: Story, text: string) => underUseOf(only(story), policy, story.at(text)) !== null;
    const story = approved();
    expect([at(story, '2037-03-08 09:00'), at(story, '2037-03-18 09:00')]).toEqual([false, true]);
    story.step(service('sar', { units: 4 }), '2037-03-10 09:00');
    expect([at(story, '2037-03-18 09:00'), at(story, '2037-03-31 09:00')]).toEqual([false, true]);
  });

  it('[AU-1] is told with what the profile expects by now, and only while it may still be used', () => {
    const { policy } = approved();
    const told = (story: Story, text: string) => underUsedIn(registerOf(story), policy, story.at(text));
    const story = approved().step(service('sar', { units: 1 }), '2037-03-10 09:00', { id: 'used' });
    // Of 27 days 18 have begun: half of that share.
    const [one, ...others] = told(story, '2037-03-22 09:00');
    expect(others).toEqual([]);
    expect(one).toEqual({
      ...{ authorization: 'sar', service: 'RSS-HOUSING', granted: 10, used: 1, through: '2037-03-31' },
      expectedShare: expect.closeTo(18 / 27 / 2, 9),
    });
    expect(told(story, '2037-04-01 00:00')).toEqual([]);
    story.voided('used', '2037-03-23 09:00');
    expect(told(story, '2037-03-23 09:00')).toMatchObject([{ used: 0 }]);
    story.step({ type: 'endAuthorization', about: 'sar' }, '2037-03-24 09:00');
    expect(told(story, '2037-03-24 10:00')).toEqual([]);
  });
});

describe('[AU-5] what is billed', () => {
  it('[AU-5] has a procedure code, and is for the identified patient', () => {
    const code = (parts: object) =>
      approved().refused({ ...service('sar'), ...parts }, '2037-03-06 09:00').code;
    expect(code({ procedureCode: undefined })).toBe('procedure-code-missing');
    expect(code({ servedFor: 'other-person' })).toBe('not-the-identified-patient');
    expect(code({ servedFor: 'other-person', billable: false })).toBe('not-the-identified-patient');
    expect(code({ units: undefined })).toBe('units-missing');
    const unbilled = {
      servedFor: 'other-person',
      billable: false,
      authorization: undefined,
      units: undefined,
    };
    const free = { ...service('sar'), ...unbilled } as StepFacts;
    expect(registerOf(approved().step(free, '2037-03-06 09:00')).services).toHaveLength(1);
  });

  it('[SV-1] coordination is recorded by its kind', () => {
    const story = approved().step(service('sar', { kind: 'accompaniment' }), '2037-03-06 09:00');
    expect(registerOf(story).services.map(({ facts }) => facts.kind)).toEqual(['accompaniment']);
  });

  it('[SV-2] a coordinator does not treat', () => {
    expect(approved().refused(service('sar', { kind: 'group-therapy' }), '2037-03-06 09:00').code).toBe(
      'not-a-coordinators-service',
    );
  });
});

describe('[AU-4] a payment from the discretionary fund', () => {
  const paid = (parts: object = {}) =>
    assigned().step(
      { type: 'payFromFund', amountCents: 4500, purpose: 'food', entry: 'paid', ...parts },
      '2037-03-05 09:00',
      { id: 'paid' },
    );

  it('[AU-4] is claimed back within three business days', () => {
    expect(paid().due('fund.claim')).toBe('2037-03-10 17:00');
    const claim = sar({ claims: 'paid', documents: ['sccp'] });
    expect(paid().step(claim, '2037-03-06 09:00').statuses['fund.claim']).toEqual(['met']);
    expect(paid().step(sar(), '2037-03-06 09:00').statuses['fund.claim']).toEqual(['open']);
    expect(paid().refused(sar({ claims: 'referral' }), '2037-03-06 09:00').code).toBe(
      'unknown-authorization',
    );
    expect(paid().refused(sar({ claims: 'paid', documents: [] }), '2037-03-06 09:00').code).toBe(
      'document-missing',
    );
  });

  it('is for a confirmed need, where one is named, and is not undone', () => {
    const story = assigned();
    const facts = {
      type: 'payFromFund',
      amountCents: 1,
      purpose: 'food',
      entry: 'e',
      need: 'referral',
    } as const;
    expect(story.refused(facts, '2037-03-05 09:00').code).toBe('need-not-confirmed');
    expect(paid().refused({ type: 'voidStep', step: 'paid' }, '2037-03-06 09:00').code).toBe(
      'payment-not-voidable',
    );
  });
});

describe('[AU-3] extension requests', () => {
  const ask = (id: string, at: string) => (story: Story) =>
    story.step(
      id === 'first' ? extension() : extension({ initial: false, units: 12, documents: laterDocuments }),
      at,
      { id },
    );
  const two = () =>
    ask(
      'second',
      '2037-03-04 09:00',
    )(ask('first', '2037-03-03 09:00')(assigned().scored('2037-03-02 11:00')));
  const decide = (about: string | undefined, parts: object = {}): StepFacts => ({
    type: 'decideExtension',
    ...(about === undefined ? {} : { about }),
    decision: 'approved',
    units: 8,
    through: '2037-06-01',
    ...parts,
  });
  const no = (decision: 'returned' | 'denied', about = 'second') =>
    decide(about, { decision, units: null, through: undefined });
  const owed = (story: Story) =>
    statusAt(story.state.steps, story.state.lastRecordedAt)
      .obligations.filter(({ kind }) => kind === 'extension.decision')
      .map(({ focus, status }) => `${focus} ${status}`);

  it('[AU-3] each has its own clock, and a decision names which it decides', () => {
    const story = two();
    expect(owed(story)).toEqual(['first open', 'second open']);
    expect(owed(two().step(decide('second'), '2037-03-05 09:00', { by: payer }))).toEqual([
      'first open',
      'second met',
    ]);
    expect(story.refused(decide('third'), '2037-03-05 09:00').code).toBe('unknown-extension');
    story.step(decide('second'), '2037-03-05 09:00', { by: payer });
    expect(story.refused(decide('second'), '2037-03-05 10:00').code).toBe('extension-out-of-turn');
  });

  it('a decision from before they were named is about the one that has waited longest', () => {
    const story = two().step(decide(undefined), '2037-03-05 09:00', { by: payer });
    expect(owed(story)).toEqual(['first met', 'second open']);
    expect(registerOf(story).extensions.map(({ state }) => state)).toEqual(['approved', 'requested']);
  });

  it('[AU-3] a returned one is sent again, a denied one appealed in time, each decided anew', () => {
    const returned = two().step(no('returned'), '2037-03-05 09:00', { by: payer });
    const again = { type: 'resubmitExtension', about: 'second', documents: laterDocuments } as const;
    expect(returned.refused({ ...again, documents: [] }, '2037-03-06 09:00').code).toBe('document-missing');
    expect(returned.refused({ type: 'appealExtension', about: 'second' }, '2037-03-06 09:00').code).toBe(
      'extension-out-of-turn',
    );
    const sent = returned.step({ ...again, units: 10 }, '2037-03-06 09:00');
    expect(owed(sent)).toEqual(['first open', 'second met', 'second open']);
    expect(sent.refused(decide('second', { units: 11 }), '2037-03-09 09:00')).toMatchObject({
      code: 'decision-exceeds-request',
      field: 'units',
    });
    const denied = sent.step(no('denied'), '2037-03-09 09:00', { by: payer });
    const appeal = { type: 'appealExtension', about: 'second' } as const;
    expect(denied.refused(appeal, '2037-03-23 17:01').code).toBe('appeal-too-late');
    const decided = denied
      .step(appeal, '2037-03-23 17:00')
      .step(decide('second', { units: 10 }), '2037-03-24 09:00', { by: payer });
    expect(owed(decided)).toEqual(['first overdue', 'second met', 'second met', 'second met']);
    expect(registerOf(decided).extensions[1]).toMatchObject({ state: 'approved', granted: { units: 10 } });
  });

  it('one that is taken back is owed no decision, and can have none', () => {
    const story = two().step({ type: 'withdrawExtension', about: 'first' }, '2037-03-05 09:00');
    expect(owed(story)).toEqual(['first cancelled', 'second open']);
    expect(story.refused(decide('first'), '2037-03-05 10:00').code).toBe('extension-out-of-turn');
  });

  it('[AU-1] what a part granted, an appeal that is denied takes back, and one that is granted replaces', () => {
    const part = () =>
      approved()
        .step(extension({ authorization: 'sar', units: 5, through: '2037-04-30' }), '2037-03-16 09:00', {
          id: 'more',
        })
        .step(
          decide('more', {
            ...{ decision: 'approved-in-part', units: 2, through: '2037-04-10', authorization: 'sar' },
          }),
          '2037-03-17 09:00',
          { by: payer },
        );
    expect(only(part()).granted).toMatchObject({ units: 12, through: '2037-04-10' });
    const appealed = () => part().step({ type: 'appealExtension', about: 'more' }, '2037-03-18 09:00');
    expect(only(appealed()).granted).toMatchObject({ units: 12, through: '2037-04-10' });
    const denied = appealed().step(no('denied', 'more'), '2037-03-19 09:00', { by: payer });
    expect(only(denied).granted).toMatchObject({ units: 10, through: '2037-03-31' });
    const yes = decide('more', { units: 5, through: '2037-04-30', authorization: 'sar' });
    expect(only(appealed().step(yes, '2037-03-19 09:00', { by: payer })).granted).toMatchObject({
      units: 15,
      through: '2037-04-30',
    });
  });
});

describe('[RF-3] the consent that a request rests on', () => {
  const consent = (parts: object = {}): StepFacts => ({
    ...{ type: 'grantRelease', recipient: 'payer', ...payerConsent('2037-12-31') },
    ...parts,
  });
  const requests = () => referral().assigned('2037-03-02 10:00').scored('2037-03-03 09:00');
  const ask = sar({ documents: ['sccp', 'placement-criteria'] });
  const unconsented = { unconsented: true } as const;

  it('[AU-2, AU-3] is the client’s, to the payer, and covers what goes with it', () => {
    expect(requests().refused(ask, '2037-03-04 10:00').code).toBe('release-missing');
    const faults = [
      { recipientKind: 'agency' },
      { purpose: 'referral' },
      { content: ['identity', 'services', 'plan'] },
      { expiresOn: '2037-03-03' },
    ];
    for (const fault of faults)
      expect(requests().step(consent(fault), '2037-03-03 10:00').refused(ask, '2037-03-04 10:00').code).toBe(
        'release-missing',
      );
    for (const purpose of ['authorization', 'treatment-payment-operations'])
      requests().step(consent({ purpose }), '2037-03-03 10:00').step(ask, '2037-03-04 10:00', unconsented);
  });

  it('[AU-2, AU-3] holds when it is sent and when that is entered', () => {
    const story = requests()
      .step(consent(), '2037-03-03 10:00', { id: 'consent' })
      .step({ type: 'revokeRelease', about: 'consent' }, '2037-03-04 09:00');
    expect(story.refused(ask, '2037-03-03 11:00', { enteredAt: '2037-03-04 10:00' }).code).toBe(
      'release-missing',
    );
  });

  it('is not asked for by a profile from before', () => {
    const { payerNeedsRelease: _, ...before } = countyProfile;
    referral({ policy: policyFrom(before) })
      .assigned('2037-03-02 10:00')
      .step(ask, '2037-03-04 10:00', unconsented);
  });
});
