import type { AcuityBands } from '../bands.ts';
import { contactDuties, firstContactDuty, hourMs, renewal } from '../case-numbers.ts';
import { Prisma } from '../../../kit/postgres/generated/client.ts';
import { named } from '../../../kit/postgres/event-rows.ts';

export type DutiesAsked = {
  bands: AcuityBands;
  /** Duties that are no coordinator's, by the profile that they follow. */
  ofOthers: readonly { profileHash: string; kind: string }[];
  /** Those that are alike come together, without saying whose they are; where not `apart`, nor which coordinator's. */
  alike: boolean;
  apart: boolean;
};

/** What is told of a duty, but when it was due, and of whom. */
const told = Prisma.raw(
  [
    ...['month', 'coordinator_id', 'level', 'duty', 'renews', 'outcome', 'derived_cause', 'explained_cause'],
    ...['entered_late', 'band', 'hours'],
  ].join(', '),
);

/**
 * `owed`: what came of each of the duties in `judged`, and whose it was, as `dutyFacts` says it. What was at an instant is looked up in
 * one row of each client: what stands at the place of the last change until then. It is not written down first: of ten thousand duties
 * the page of cases that is asked for is found, and only of those it is worked out who had them and why they were late.
 */
export function dutiesSql({ bands, ofOthers, alike, apart }: DutiesAsked): Prisma.Sql {
  return Prisma.sql`
    had AS MATERIALIZED (
      SELECT enrollment_id, array_agg(from_at ORDER BY from_at, seq) AS at, array_agg(coordinator_id ORDER BY from_at, seq) AS who
      FROM care GROUP BY enrollment_id),
    noted AS MATERIALIZED (
      SELECT enrollment_id, array_agg(at) FILTER (WHERE type = ${named('scoreAcuity')}) AS scored,
        array_agg((said ->> 'score')::float8) FILTER (WHERE type = ${named('scoreAcuity')}) AS score,
        array_agg(at) FILTER (WHERE type = ${named('recordLocateAttempt')} OR type = ${named('logContact')} AND said ->> 'with' = 'client'
          OR type = ${named('recordAppointment')} AND said ->> 'outcome' = 'missed') AS tried,
        jsonb_object_agg(said ->> 'obligation', said ->> 'cause') FILTER (WHERE type = ${named('explainMiss')}) AS causes
      FROM (SELECT * FROM effective ORDER BY enrollment_id, at, seq) GROUP BY enrollment_id),
    client AS MATERIALIZED (
      SELECT n.*, h.at, h.who FROM noted n LEFT JOIN had h ON h.enrollment_id = n.enrollment_id),
    told AS (
      SELECT j.enrollment_id, j.key, j.due, j.month, j.level, j.duty, j.kind = ${renewal} AS renews, j.outcome, j.entered_late,
        -- Whoever did it in time, or had the client when the time was over.
        ${
          apart
            ? Prisma.sql`CASE WHEN NOT ${isOfOthers(ofOthers)} THEN c.who[width_bucket(
          CASE WHEN j.outcome = 'met' THEN least(j.closed_at, j.due) ELSE j.due END, c.at)] END`
            : Prisma.sql`NULL::text`
        } AS coordinator_id,
        CASE WHEN j.outcome = 'met' THEN NULL
          WHEN EXISTS (SELECT FROM unnest(c.tried) AS at WHERE at BETWEEN j.opened AND j.due) THEN 'client'
          WHEN j.outcome = 'met-late' AND EXISTS (
            SELECT FROM event v JOIN pending_step p
              ON p.enrollment_id = v.enrollment_id AND p.command_id = v.command_id AND p.state = 'recorded'
            WHERE v.enrollment_id = j.enrollment_id AND v.seq = j.closed_by_seq) THEN 'system'
          ELSE 'staff' END AS derived_cause,
        CASE WHEN j.outcome <> 'met' THEN c.causes ->> j.key END AS explained_cause,
        CASE WHEN ${names(contactDuties)} THEN ${bandSql(bands)} END AS band,
        CASE WHEN ${names([firstContactDuty])} AND j.outcome <> 'missed'
          THEN round(extract(epoch FROM j.closed_at - j.opened) * 1000)::float8 / ${hourMs}::float8 END AS hours
      FROM judged j LEFT JOIN client c ON c.enrollment_id = j.enrollment_id),
    owed AS (${
      alike
        ? Prisma.sql`SELECT NULL::uuid AS enrollment_id, NULL::text AS key, NULL::timestamptz AS at, ${told}, count(*)::int AS count
          FROM told GROUP BY ${told}`
        : Prisma.sql`SELECT enrollment_id, key, due AS at, ${told}, 1 AS count FROM told`
    })`;
}

/** Whether the duty names one of these: what holds them at all is found quickly, and then looked at closely. */
function names(duties: readonly string[]): Prisma.Sql {
  const holds = duties.map((duty) => Prisma.sql`j.duty LIKE ${`%${duty}%`}`);
  return Prisma.sql`(${Prisma.join(holds, ' OR ')}) AND string_to_array(j.duty, ', ') && ${[...duties]}::text[]`;
}

/** Nearly always all profiles say it of the same kinds: a hash is long to compare with. */
function isOfOthers(ofOthers: DutiesAsked['ofOthers']): Prisma.Sql {
  const kinds = new Map<string, string[]>();
  for (const { kind, profileHash } of ofOthers) kinds.set(kind, [...(kinds.get(kind) ?? []), profileHash]);
  const cases = [...kinds].map(
    ([kind, hashes]) => Prisma.sql`j.kind = ${kind} AND j.profile_hash = ANY(${hashes}::text[])`,
  );
  return cases.length === 0 ? Prisma.sql`false` : Prisma.sql`(${Prisma.join(cases, ' OR ')})`;
}

/** As `bandOf` says it. */
function bandSql({ value }: AcuityBands): Prisma.Sql {
  const score = Prisma.sql`c.score[width_bucket(j.due, c.scored)]`;
  const cases = value.map(({ band, upTo }) =>
    upTo === null
      ? Prisma.sql`WHEN ${score} IS NOT NULL THEN ${band}::text`
      : Prisma.sql`WHEN ${score} <= ${upTo}::float8 THEN ${band}::text`,
  );
  return Prisma.sql`CASE ${Prisma.join(cases, ' ')} ELSE 'unscored' END`;
}
