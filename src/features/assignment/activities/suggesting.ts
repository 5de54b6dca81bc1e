import type { AssignableRow } from '../postgres/ports.ts';
import type { AssignmentReads } from '../postgres/reads.ts';
import type { CaseloadRow, CaseloadStore } from '../../caseload/postgres/ports.ts';
import type { StaffReads, StaffRow } from '../../staff/postgres/ports.ts';
import { type Former, formerCoordinators } from '../former.ts';
import { type Candidate, noWeights, rank, type Ranking } from '../rank.ts';
import { type AssignmentSettings, besides } from '../settings.document.ts';
import type { Instant } from '../../../engine/calendar/index.ts';
import { allowedAt, roomFor } from '../../caseload/load.ts';
import { shareAt, wholeCaseload } from '../../caseload/share.ts';
import { weightOf } from '../../caseload/weight.ts';
import { atOnce, obstaclesTo } from '../../staff/can-act.ts';
import type { StaffClock } from '../../staff/duties.ts';
import { fitUntil } from '../../staff/fitness.ts';
import type { Policies } from '../../../kit/policies.ts';

/** A candidate with what is told of them beside. */
export type NamedCandidate = Candidate & {
  name: string;
  /** How many clients of this level are a whole caseload. */
  cap: number;
  /** Until when the file lets them take clients; null: it does not, or without end. */
  until: Instant | null;
  /** Titles of what nothing on file stands for. */
  missing: string[];
  formerUntil: Instant | null;
};

export type Suggesting = {
  reads: Pick<AssignmentReads, 'carried' | 'assignmentSettings'> & Pick<StaffReads, 'staffMembers'>;
  caseloads: Pick<CaseloadStore, 'caseloads'>;
  policies: Pick<Policies, 'profile'>;
};

/**
 * Who could take each of these clients, by what is on file now. So many statements, whatever the number of clients: staff,
 * caseloads and files are read once for all of them.
 */
export async function suggestionsFor(
  { reads, caseloads, policies }: Suggesting,
  { agencyId, clock, now }: { agencyId: string; clock: StaffClock; now: Instant },
  rows: readonly AssignableRow[],
): Promise<{ of: Map<string, Ranking<NamedCandidate>>; settings: AssignmentSettings }> {
  const [loads, members, settings, carried] = await Promise.all([
    caseloads.caseloads(agencyId, now),
    reads.staffMembers(agencyId),
    reads.assignmentSettings(agencyId),
    reads.carried(agencyId, [...new Set(rows.map(({ client }) => client.id))]),
  ]);
  const memberOf = new Map(members.map((member) => [member.staffId, member]));
  const weights = clock.staffPolicy.assignment?.weights ?? noWeights;
  const people = loads
    // Somebody else may have clients for a while; they are nobody to assign more to.
    .filter(({ staffId, active }) => !active || memberOf.get(staffId)?.role === 'coordinator')
    .map((load) => ({
      load,
      // All that is the same for each of the clients is looked at once.
      person: {
        ...personOf(load, memberOf.get(load.staffId), clock, now),
        weighted: weightedOf(load, clock, now),
      },
    }));
  const found = new Map<string, Ranking<NamedCandidate>>();
  for (const row of rows) {
    const profile = await policies.profile(row.profileHash);
    const share = shareAt(profile, row.level);
    const steps = (here: boolean) =>
      carried
        .filter(({ clientId }) => clientId === row.client.id)
        .filter(({ enrollmentId }) => (enrollmentId === row.enrollmentId) === here)
        .map((one) => one.steps);
    const former = new Map(
      formerCoordinators(steps(true).flat(), steps(false), now).map((one) => [one.staffId, one]),
    );
    const candidates = people.map(({ load, person }) => ({
      ...person,
      ...formerOf(former.get(load.staffId)),
      ...{ room: roomFor(load, share, now), cap: Math.floor(wholeCaseload / share) },
      isCoordinator: row.coordinatorId === load.staffId && !row.provisional,
    }));
    const { need } = row;
    const beside = need.area === null ? [] : besides(settings.areas, need.area);
    found.set(row.enrollmentId, rank(candidates, { ...need, beside }, weights));
  }
  return { of: found, settings };
}

function personOf(load: CaseloadRow, member: StaffRow | undefined, clock: StaffClock, now: Instant) {
  const { staffId, name, acting } = load;
  const { mayTakeUntil } = acting;
  const cannot = obstaclesTo(acting, atOnce(now));
  const fit = mayTakeUntil !== null && !cannot.includes('file');
  const serves = member?.file?.content.serves;
  const { missing } = fitUntil(
    'coordinator',
    member?.file?.content ?? null,
    clock.staffPolicy,
    clock.calendar,
  );
  return {
    ...{ staffId, name, cannot },
    until: fit && mayTakeUntil < Date.UTC(9999, 0) ? mayTakeUntil : null,
    missing: fit
      ? []
      : clock.staffPolicy.items.filter(({ kind }) => missing.includes(kind)).map(({ title }) => title),
    free: Math.max(0, allowedAt(load, now) - load.used) / wholeCaseload,
    languages: serves?.languages ?? [],
    populations: serves?.populations ?? [],
    area: serves?.area ?? null,
  };
}

function formerOf(former: Former | undefined): Pick<NamedCandidate, 'former' | 'formerUntil'> {
  return { former: former?.where ?? null, formerUntil: former?.until ?? null };
}

/** What their lasting clients weigh, as part of a whole caseload. */
function weightedOf({ places }: CaseloadRow, { staffPolicy }: StaffClock, now: Instant): number {
  const weights = staffPolicy.caseload?.weights ?? null;
  const lasting = places.filter(({ provisional }) => !provisional);
  const sum = lasting.reduce((all, { share, steps }) => all + share * weightOf(steps, weights, now), 0);
  return sum / 100 / wholeCaseload;
}
