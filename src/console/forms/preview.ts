import type { Command } from '../../engine/record/commands.ts';
import type { Actor, DomainEvent } from '../../engine/record/events.ts';
import { evolveAll } from '../../engine/deadlines/evolve.ts';
import type { EnrollmentState } from '../../engine/deadlines/state.ts';
import type { Policy } from '../../engine/policy/profile.ts';
import { decide } from '../../pathway/decide.ts';
import { saidDetail } from '../language/server-words.ts';
import { receiptOf } from '../../pathway/receipt-of.ts';

export type Foreseen =
  | { met: { key: string; title: string }[]; opened: { title: string; due: number }[] }
  | { refused: string; code: string };

/** An enrollment's record with the policies it names: what a step is judged by. */
export type Judging = { enrollmentId: string; state: EnrollmentState; titles: ReadonlyMap<string, string> };

/** Puts the policies back into the events that name them. Throws where one is missing. */
export function judgingBy(
  enrollmentId: string,
  events: readonly DomainEvent[],
  policies: ReadonlyMap<string, unknown>,
): Judging {
  const titles = new Map<string, string>();
  const whole = events.map((event) => {
    const pinned = pinnedIn(event);
    if (!pinned) return event;
    const policy = {
      ...pinned,
      ...{ profile: policies.get(pinned.profileHash), calendar: policies.get(pinned.calendarHash) },
    } as Policy;
    for (const rule of policy.profile.rules) titles.set(rule.kind, rule.title);
    return { ...event, facts: { ...('facts' in event ? event.facts : {}), policy } } as DomainEvent;
  });
  return { enrollmentId, state: evolveAll(null, whole, enrollmentId), titles };
}

/** The hashes by which an event names a policy. */
export function pinnedIn(event: DomainEvent): Pick<Policy, 'profileHash' | 'calendarHash'> | null {
  return 'facts' in event && 'policy' in event.facts ? event.facts.policy : null;
}

/** What these steps would do, judged by the code that will judge them; nothing is sent. */
export function foresee(
  { enrollmentId, state, titles }: Judging,
  commands: Command[],
  by: Actor,
  now: number,
  commandId = 'foreseen',
): Foreseen {
  const batch = { commandId, fingerprint: '', by, commands };
  const decision = decide(enrollmentId, state, batch, Math.max(now, state.lastRecordedAt));
  if (!decision.ok) {
    const { code, detail } = decision.rejection;
    return { refused: saidDetail(code, detail), code };
  }
  const { met, opened } = receiptOf(decision.change, batch.commandId);
  const title = (kind: string) => titles.get(kind) ?? kind;
  return {
    met: met.map(({ key, kind }) => ({ key, title: title(kind) })),
    opened: opened.map(({ kind, due }) => ({ title: title(kind), due })),
  };
}
