import { stepRuleOf } from '../../../src/pathway/step-rules.ts';
import { planKind } from '../../../src/features/plans/plan.document.ts';
import { describe, expect, it } from 'vitest';
import { clientFile, type FileDocument } from '../../../src/features/notes/client-file.ts';
import { misCsv, type MisLine, misServiceOf } from '../../../src/features/notes/mis.ts';
import { effectiveSteps } from '../../../src/engine/obligations/fold.ts';
import { Story } from '../../support/enrollment-builder.ts';
import { calendarOf } from '../../support/policies.ts';

describe('the client file', () => {
  const told = () => new Story({}).assigned('2037-03-02 10:00').contact('2037-03-03 10:00', {}, { id: 'c' });
  const read = (story: Story, documents: FileDocument[] = []) =>
    clientFile(
      effectiveSteps(story.state.steps, story.at('2037-04-01 10:00')),
      documents,
      (type) => stepRuleOf(type).file,
    );

  it('[DO-3] reads in its order, and every section names what it lacks', () => {
    expect(read(told()).map(({ section, missing }) => [section, missing[0]])).toEqual([
      ['fact-sheet', 'contact information'],
      ['assessment', 'an Acuity Index'],
      ['releases', 'a release of information'],
      ['service-plan', 'a complete plan'],
      ['referrals', 'a referral'],
      ['case-notes', 'a signed note'],
      ['updates', 'a review of the plan'],
    ]);
  });

  it('[DO-3] counts what stands in it: a draft is no plan, a signed note ends what was missing', () => {
    const at = Date.parse('2037-03-04T16:00:00Z');
    const plan = { id: 'p', kind: planKind.kind, state: 'draft', at };
    const note = { id: 'n', kind: 'note', state: 'signed', at, about: 'c' };
    const missing = (documents: FileDocument[]) =>
      Object.fromEntries(
        read(told().scored('2037-03-05 10:00'), documents).map((one) => [one.section, one.missing]),
      );
    expect(missing([plan])).toMatchObject({
      assessment: [],
      'service-plan': ['a complete plan'],
      'case-notes': ['a signed note', 'signed notes about 1 of the contacts and services'],
    });
    expect(missing([{ ...plan, state: 'complete' }, note])).toMatchObject({
      'service-plan': [],
      'case-notes': [],
    });
  });
});

describe("services for the county's system", () => {
  const reached = { type: 'logContact', with: 'client', mode: 'phone', outcome: 'reached' } as const;

  it('[DO-5] are contacts that reached somebody, meetings, and services; nothing else is exported', () => {
    expect(misServiceOf(reached)).toMatchObject({ service: 'contact-client', mode: 'phone' });
    expect(misServiceOf({ type: 'holdRstMeeting' })).toMatchObject({ service: 'rst-meeting' });
    expect(misServiceOf({ ...reached, outcome: 'attempted' })).toBeNull();
    expect(misServiceOf({ type: 'reviewSccp' })).toBeNull();
  });

  it('[DO-5] go out as a table of a fixed form, in local time, safe to open', () => {
    const line: MisLine = {
      ...{ number: 1, action: 'enter', client: '=SUM("x")', enrollmentId: 'e', stepId: 's' },
      ...{ at: Date.parse('2037-03-02T15:00:00Z'), staff: 'Marchetti, Theo' },
      ...{ service: 'contact-client', mode: 'phone', minutes: null, units: 4, procedureCode: null },
    };
    expect(misCsv([line], calendarOf())).toBe(
      'line,action,client,enrollment,step,service,began_at,mode,minutes,units,procedure_code,staff\r\n' +
        `1,enter,"'=SUM(""x"")",e,s,contact-client,2037-03-02 09:00,phone,,4,,"Marchetti, Theo"\r\n`,
    );
  });
});
