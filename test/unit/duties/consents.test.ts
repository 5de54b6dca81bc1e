import type { StepFacts } from '../../../src/engine/record/steps/index.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/pathway/decide.ts';
import { coordinator } from '../../support/enrollment-builder.ts';
import { made, releasing, sending } from '../../support/referrals.ts';

const day = 86_400_000;

describe('whatever the order in which consent is given, taken back, voided, runs out and is used', () => {
  it('[RF-3] nothing is ever sent that no valid release covered on its day', () => {
    const acts = fc.array(
      fc.record({
        what: fc.constantFrom('grant', 'grant', 'revoke', 'void', 'send', 'send', 'send'),
        which: fc.nat(3),
        days: fc.nat(6),
        backDays: fc.constantFrom(0, 0, 1, 3),
        content: fc.constantFrom('all', 'all', 'some'),
      }),
      { maxLength: 20 },
    );
    const outcomes = { sent: 0, refused: 0 };
    fc.assert(
      fc.property(acts, (list) => {
        let { state } = made();
        const start = made().at('2037-03-20 12:00');
        const grants: { id: string; from: number; lastDay: number; all: boolean; revoked: number[] }[] = [];
        let gone = false;
        for (const [index, act] of list.entries()) {
          const now = start + index * day;
          const at = now - act.backDays * day;
          const dayOf = index - act.backDays;
          const meant = grants[act.which % Math.max(1, grants.length)];
          const id = `act-${index}`;
          const facts: StepFacts = {
            grant: releasing({
              expiresOn: new Date(at + act.days * day).toISOString().slice(0, 10),
              ...(act.content === 'some' ? { content: ['identity'] } : {}),
            }),
            revoke: { type: 'revokeRelease', about: meant?.id ?? 'none' } as const,
            void: { type: 'voidStep', step: meant?.id ?? 'none' } as const,
            send: sending(meant?.id ?? 'none'),
          }[act.what];
          const occurredAt = act.what === 'void' ? now : at;
          const batch = {
            commandId: id,
            by: coordinator,
            commands: [{ facts, occurredAt }],
            fingerprint: id,
          };
          const decision = decide('enrollment-1', state, batch, now);
          if (act.what === 'send') {
            const holds = (moment: number, local: number) =>
              meant !== undefined &&
              meant.from <= moment &&
              local <= meant.lastDay &&
              meant.revoked.every((revoked) => moment < revoked);
            const allowed: boolean = !gone && meant?.all === true && holds(at, dayOf) && holds(now, index);
            expect(decision.ok).toBe(allowed);
            outcomes[allowed ? 'sent' : 'refused'] += 1;
            gone ||= allowed;
          }
          if (!decision.ok) continue;
          state = decision.change.after;
          if (act.what === 'grant')
            grants.push({
              ...{ id, from: at, lastDay: dayOf + act.days, revoked: [] },
              all: act.content === 'all',
            });
          if (act.what === 'revoke') meant?.revoked.push(at);
          if (act.what === 'void' && meant) grants.splice(grants.indexOf(meant), 1);
        }
      }),
      { numRuns: 150 },
    );
    // By chance some 20 to 50: enough to say that the property looked at something.
    expect(outcomes.sent).toBeGreaterThan(5);
    expect(outcomes.refused).toBeGreaterThan(100);
  }, 60_000);
});
