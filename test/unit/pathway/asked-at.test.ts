import { describe, expect, it } from 'vitest';
import type { CommandBatch } from '../../../src/engine/record/commands.ts';
import { decide } from '../../../src/pathway/decide.ts';
import { enrollBatch } from '../../../src/pathway/enroll-batch.ts';
import type { Actor } from '../../../src/engine/record/events.ts';
import { policyFrom } from '../../support/policies.ts';

const by: Actor = { staffId: 'supervisor-1', role: 'supervisor', agencyId: 'agency-1' };
const monday = Date.parse('2037-03-02T15:00:00Z');
const minute = 60_000;

const referral = {
  ...{ commandId: 'referral', by, clientId: 'client-1', level: 'rsc-i', emergency: false },
  ...{ origin: { type: 'referral' as const }, onCallId: null, policy: policyFrom(), fingerprint: 'f' },
};

function firstEvent(batch: CommandBatch, now: number, before = started()) {
  const decision = decide('enrollment-1', before, batch, now);
  if (!decision.ok) throw new Error(decision.rejection.code);
  return decision.change.events[0];
}

function started() {
  const decision = decide('enrollment-1', null, enrollBatch(referral, by.agencyId, monday), monday);
  if (!decision.ok) throw new Error(decision.rejection.code);
  return decision.change.after;
}

const assign = (more: Partial<CommandBatch>): CommandBatch => ({
  ...{ commandId: 'c', by, fingerprint: 'f' },
  commands: [{ facts: { type: 'assignCoordinator', coordinatorId: 'coordinator-1' } }],
  ...more,
});

describe('a step that had to wait for us', () => {
  it('happened when it was asked for, and was recorded when it was judged', () => {
    const event = firstEvent(assign({ askedAt: monday + 5 * minute }), monday + 90 * minute);
    expect([event?.occurredAt, event?.recordedAt]).toEqual([monday + 5 * minute, monday + 90 * minute]);
  });

  it('keeps the time its author gave', () => {
    const commands = assign({}).commands.map((one) => ({ ...one, occurredAt: monday + minute }));
    const event = firstEvent(assign({ commands, askedAt: monday + 5 * minute }), monday + 90 * minute);
    expect(event?.occurredAt).toBe(monday + minute);
  });

  it('is neither in the future nor before the referral, though the clocks of two machines differ', () => {
    const now = monday + minute;
    expect(firstEvent(assign({ askedAt: now + 90 * minute }), now)?.occurredAt).toBe(now);
    expect(firstEvent(assign({ askedAt: monday - 90 * minute }), now)?.occurredAt).toBe(monday);
    expect(firstEvent(assign({}), now)?.occurredAt).toBe(now);
  });

  it('may be the referral itself', () => {
    const decide1 = (askedAt: number, now: number) =>
      decide('e', null, enrollBatch({ ...referral, askedAt }, by.agencyId, now), now);
    expect(decide1(monday, monday + minute)).toMatchObject({
      change: { events: [{ occurredAt: monday, recordedAt: monday + minute }] },
    });
    expect(decide1(monday + minute, monday)).toMatchObject({ change: { events: [{ occurredAt: monday }] } });
  });
});
