import { describe, expect, it } from 'vitest';
import { isMadeFor, mayBeBrought, type Issuer } from '../../../src/contracts/proof.ts';
import type { StepFacts } from '../../../src/engine/record/steps/index.ts';
import type { Actor } from '../../../src/engine/record/events.ts';

const agencyId = 'agency';
const lead: Actor = { staffId: 'lead', role: 'supervisor', agencyId };
const clock: Actor = { staffId: 'clock', role: 'system', agencyId };
const importer: Actor = { staffId: 'hmis-import', role: 'ops', agencyId };
const call: StepFacts = { type: 'logContact', with: 'client', mode: 'phone', outcome: 'reached' };
const assign: StepFacts = { type: 'assignCoordinator', coordinatorId: 'c' };
const suggested: StepFacts = { ...assign, suggested: { rank: 1, of: 3, near: true } };
const referral = (origin: object): StepFacts => ({ type: 'receiveReferral', origin }) as unknown as StepFacts;

const bring = (issuer: Issuer, by: Actor, commandId: string, ...steps: StepFacts[]): boolean =>
  mayBeBrought({ by: issuer, of: 'x' }, { commandId, by, commands: steps.map((facts) => ({ facts })) });

describe('who of ours may bring what', () => {
  it.each<[Issuer, Actor, string, StepFacts[], boolean]>([
    ['api', lead, 'key', [call, assign], true],
    ['api', clock, 'key', [suggested], false],
    ['delivery', lead, 'key', [call], true],
    ['delivery', clock, 'key', [suggested], false],
    ['round', clock, 'assign', [suggested], true],
    ['round', lead, 'assign', [suggested], false],
    ['round', clock, 'assign', [assign], false],
    ['round', clock, 'assign', [suggested, call], false],
    ['move', lead, 'move:r:e', [assign], true],
    ['move', lead, 'key', [assign], false],
    ['move', lead, 'move:r:e', [call], false],
    ['move', clock, 'move:r:e', [assign], false],
    ['transfer', lead, 'transfer.t.assign', [assign], true],
    ['transfer', lead, 'transfer.t.enroll', [referral({ type: 'transfer' })], true],
    ['transfer', lead, 'transfer.t.carry', [call], false],
    ['transfer', lead, 'key', [assign], false],
    ['import', importer, 'key', [referral({ type: 'hmis-import' })], true],
    ['import', importer, 'key', [referral({ type: 'referral' })], false],
    ['import', lead, 'key', [referral({ type: 'hmis-import' })], false],
    ['upkeep', lead, 'key', [call], false],
    ['upkeep', clock, 'key', [suggested], false],
  ])('%s, as %o, under "%s": %j is %s', (issuer, by, commandId, steps, may) => {
    expect(bring(issuer, by, commandId, ...steps)).toBe(may);
  });

  it('what was made for one update is made for no other', () => {
    expect(isMadeFor('visit', { by: 'api', of: 'visit' })).toBe(true);
    expect(isMadeFor('visit', { by: 'api', of: 'submit' })).toBe(false);
    expect(isMadeFor('visit', { by: 'before' })).toBe(true);
    for (const nothing of [null, undefined]) expect(isMadeFor('visit', nothing)).toBe(false);
  });
});
