import { type Calendar, endOfLocalDay, parseLocalDate } from '../../src/engine/calendar/index.ts';
import { type Entered, enteredSteps, ofType } from './effective.ts';
import type { Check, Evidence } from './evidence.ts';
import { isWhole } from './streams.ts';

/**
 * No referral has left without consent: each sending names a release of its own enrollment, to that provider, for a
 * referral, covering what is told, given before, not taken back and not run out, by what was on record then.
 */
export function checkConsents({ streams }: Evidence): Check {
  const check: Check = {
    name: 'referrals sent: each under a release that held',
    examined: 0,
    violations: [],
  };
  for (const [enrollmentId, events] of streams) {
    if (!isWhole(events)) continue;
    for (const event of events) {
      if (!('facts' in event) || event.facts.type !== 'sendReferral') continue;
      check.examined += 1;
      const known = enteredSteps(events.slice(0, event.seq - 1));
      const { about, release } = event.facts;
      const why = withoutConsent(known, calendarOf(known), {
        ...{ about, release },
        moments: [event.occurredAt, event.recordedAt],
      });
      if (why !== null) check.violations.push(`${enrollmentId}: event ${event.seq} sent a referral ${why}`);
    }
  }
  return check;
}

function withoutConsent(
  known: readonly Entered[],
  calendar: Calendar,
  sent: { about: string; release: string; moments: number[] },
): string | null {
  const made = ofType(known, 'makeReferral').find(({ id }) => id === sent.about);
  if (!made) return 'that had not been made';
  const release = ofType(known, 'grantRelease').find(({ id }) => id === sent.release);
  if (!release) return 'under no release';
  const { recipient, purpose, content, expiresOn } = release.facts;
  if (recipient !== made.facts.provider) return 'under a release to somebody else';
  if (purpose !== 'referral') return 'under a release for something else';
  const told = ['identity', 'presenting-issue', 'services', 'goals'] as const;
  const { payer, planFunding } = made.facts;
  const all = payer === undefined && planFunding === undefined ? told : ([...told, 'payer'] as const);
  if (!all.every((part) => content.includes(part))) return 'under a release that covers less';
  const [first, last] = [Math.min(...sent.moments), Math.max(...sent.moments)];
  if (release.at > first) return 'before the client had agreed';
  if (endOfLocalDay(calendar, parseLocalDate(expiresOn) ?? 0) < last) return 'after the release had run out';
  const over = [...ofType(known, 'revokeRelease'), ...ofType(known, 'endRelease')].some(
    ({ at, facts }) => facts.about === release.id && at <= last,
  );
  return over ? 'after the release was taken back, or had come to its end' : null;
}

function calendarOf(known: readonly Entered[]): Calendar {
  const [referral] = ofType(known, 'receiveReferral');
  if (!referral) throw new Error('a stream without its referral');
  return referral.facts.policy.calendar;
}
