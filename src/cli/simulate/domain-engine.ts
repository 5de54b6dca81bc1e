import { decide } from '../../pathway/decide.ts';
import type { Actor } from '../../engine/record/events.ts';
import { runClock } from '../../pathway/run-clock.ts';
import type { EnrollmentState } from '../../engine/deadlines/state.ts';
import { statusAt } from '../../engine/obligations/fold.ts';
import type { Obligation } from '../../engine/obligations/obligation.ts';
import type { Policy } from '../../engine/policy/profile.ts';
import { entriesOf } from './plan.ts';
import type { Scenario } from './scenario.ts';

export type Refused = { commandId: string; at: number; code: string; detail: string };
export type Played = { obligations: Obligation[]; refused: Refused[] };

const enrollmentId = '00000000-0000-4000-8000-000000000001';
const played = (role: Actor['role']): Actor => ({ staffId: role, role, agencyId: 'simulated-agency' });

/** Plays a scenario through the domain model alone: no server, no clock but the story's. */
export function playInDomain(scenario: Scenario, policy: Policy): Played {
  const refused: Refused[] = [];
  let state: EnrollmentState | null = null;
  const submit = (
    commandId: string,
    at: number,
    now: number,
    facts: Parameters<typeof decide>[2]['commands'][0]['facts'],
    role: Actor['role'] = 'supervisor',
  ) => {
    const by = played(role);
    const commands = [{ facts, occurredAt: at, amendment: true }];
    const decision = decide(enrollmentId, state, { commandId, by, commands, fingerprint: '' }, now);
    if (decision.ok) state = decision.change.after;
    else refused.push({ commandId, at, code: decision.rejection.code, detail: decision.rejection.detail });
  };
  const { receivedAt, level, emergency } = scenario.referral;
  submit('referral', receivedAt, receivedAt, {
    type: 'receiveReferral',
    clientId: enrollmentId,
    level,
    emergency,
    origin: { type: 'referral' },
    onCallId: emergency ? 'on-call' : null,
    policy,
  });
  const [refusal] = refused;
  if (refusal) throw new Error(`the referral was refused: ${refusal.detail}`);
  for (const entry of entriesOf(scenario, { coordinatorId: 'coordinator' })) {
    state = afterClock(state, entry.enteredAt - 1);
    submit(entry.commandId, entry.at, entry.enteredAt, entry.facts, entry.by);
  }
  const last = afterClock(state, scenario.until);
  return { obligations: last ? statusAt(last.steps, scenario.until).obligations : [], refused };
}

/** The state once the clock has announced all there is until then. */
function afterClock(state: EnrollmentState | null, until: number): EnrollmentState | null {
  let current = state;
  if (state) for (const { after } of runClock(state, until)) current = after;
  return current;
}
