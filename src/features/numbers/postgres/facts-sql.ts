import type { Measure } from '../facts.ts';
import type { Period } from '../period.ts';
import { Prisma } from '../../../kit/postgres/generated/client.ts';
import { type DutiesAsked, dutiesSql } from './duties-sql.ts';
import { named } from '../../../kit/postgres/event-rows.ts';
import { careSql, isCounted } from './steps-sql.ts';

export type FactsAsked = DutiesAsked & {
  agencyId: string;
  /** These enrollments alone; null: all of the agency's. */
  of: readonly string[] | null;
  period: Period;
  measures: ReadonlySet<Measure>;
};

/**
 * `WITH … fact`: what `caseNumbers` says of each enrollment in a period, said of all at once, so that what is asked for is added
 * up where the rows are. `count`: of so many. `test/api/numbers-county.test.ts` holds the two beside each other.
 */
export function factsSql(asked: FactsAsked): Prisma.Sql {
  const { agencyId, of, period, measures } = asked;
  const { months } = period;
  const begins = months.map(({ from }) => isoOf(from));
  const asOf = Prisma.sql`${isoOf(period.asOf)}::timestamptz`;
  const agency = Prisma.sql`${agencyId}::uuid`;
  const first = Prisma.sql`${isoOf(months[0]?.from ?? 0)}::timestamptz`;
  const end = Prisma.sql`${isoOf(months.at(-1)?.until ?? 0)}::timestamptz`;
  const among = (id: Prisma.Sql) =>
    of === null ? Prisma.empty : Prisma.sql`AND ${id} = ANY(${[...of]}::uuid[])`;
  const isDue = Prisma.sql`o.due >= ${first} AND o.due < ${end} AND NOT o.superseded AND o.status <> 'cancelled'`;
  return Prisma.sql`
    WITH span AS MATERIALIZED (
      SELECT * FROM unnest(${months.map(({ month }) => month)}::text[], ${begins}::timestamptz[],
        ${months.map(({ until }) => isoOf(until))}::timestamptz[]) AS s (month, from_at, until_at)),
    entered AS MATERIALIZED (
      SELECT v.enrollment_id, v.seq, v.step_id, v.type, v.occurred_at AS at, coalesce(v.brief, v.data) AS said
      FROM enrollment e JOIN event v ON v.enrollment_id = e.id
      WHERE e.agency_id = ${agency} AND e.received_at < ${end} AND (e.ended_at IS NULL OR e.ended_at >= ${first}
          -- What was done before it fell due may fall due when all is over.
          OR EXISTS (SELECT FROM obligation o WHERE o.enrollment_id = e.id AND ${isDue})) ${among(Prisma.sql`e.id`)}
        AND ${isCounted} AND v.occurred_at <= ${asOf}),
    effective AS MATERIALIZED (
      SELECT * FROM entered WHERE type <> ${named('voidStep')} AND (enrollment_id, step_id) NOT IN (
        SELECT enrollment_id, coalesce(said ->> 'step', '') FROM entered WHERE type = ${named('voidStep')})),
    -- Never meant: it is counted as that, and as nothing else.
    error AS MATERIALIZED (
      SELECT DISTINCT ON (enrollment_id) * FROM effective WHERE type = ${named('enterInError')}
      ORDER BY enrollment_id, at, seq),
    ${careSql},
    judged AS (
      SELECT o.*, (${months.map(({ month }) => month)}::text[])[width_bucket(o.due, ${begins}::timestamptz[])] AS month,
        CASE WHEN o.status IN ('met', 'met-late') THEN o.status ELSE 'missed' END AS outcome
      FROM obligation o
      WHERE o.agency_id = ${agency} AND ${isDue} ${among(Prisma.sql`o.enrollment_id`)}
        AND (o.suspended IS NULL OR coalesce((o.suspended ->> 'until')::float8 <= ${period.asOf}::float8, true))
        AND (o.status IN ('met', 'met-late') OR o.due < ${asOf})
        AND o.enrollment_id NOT IN (SELECT enrollment_id FROM error)),
    ${dutiesSql(asked)},
    spent AS (
      SELECT y.enrollment_id, y.coordinator_id, y.level, s.month, greatest(y.from_at, s.from_at) AS at,
        least(y.until_at, s.until_at) AS until_at, y.from_at, y.until_at AS left_at, least(s.until_at, ${asOf}) AS ends_at
      FROM care y JOIN span s ON greatest(y.from_at, s.from_at) < least(y.until_at, s.until_at, ${asOf})
      WHERE y.open AND y.coordinator_id IS NOT NULL AND y.enrollment_id NOT IN (SELECT enrollment_id FROM error)),
    fact AS (${Prisma.join(
      [...measures].map((measure) => sourceOf(measure, period)),
      ' UNION ALL ',
    )})`;
}

/** What a measure counts: one select, each of the same columns. */
function sourceOf(measure: Measure, period: Period): Prisma.Sql {
  switch (measure) {
    case 'duty':
      return owed(measure, Prisma.sql`o.duty`, Prisma.sql`true`);
    case 'contact':
      return owed(measure, Prisma.sql`o.band`, Prisma.sql`o.band IS NOT NULL`);
    case 'first-contact':
      return owed(measure, none, Prisma.sql`o.hours IS NOT NULL`, Prisma.sql`o.hours`);
    case 'authorization':
      return owed(measure, none, Prisma.sql`o.renews`);
    case 'discharge':
      return happened(measure, {
        from: Prisma.sql`effective e`,
        part: Prisma.sql`e.said ->> 'reason'`,
        // One that was taken back is none.
        where: Prisma.sql`e.type = ${named('discharge')} AND ${meant} AND NOT EXISTS (
          SELECT FROM effective r
          WHERE r.type = ${named('reopen')} AND r.enrollment_id = e.enrollment_id AND (r.at, r.seq) > (e.at, e.seq))`,
      });
    case 'instrument':
      return happened(measure, {
        from: Prisma.sql`effective e`,
        outcome: Prisma.sql`e.said ->> 'outcome'`,
        where: isSatisfaction,
      });
    case 'answer':
      return happened(measure, {
        from: answers,
        part: Prisma.sql`a.key`,
        outcome: agreement,
        where: Prisma.sql`${isSatisfaction} AND jsonb_typeof(a.value) = 'string' AND ${agreement} IS NOT NULL`,
      });
    case 'entered-in-error':
      return happened(measure, { from: Prisma.sql`error e`, where: Prisma.sql`true` });
    case 'client':
      return spent(measure, Prisma.sql`p.at`, Prisma.sql`true`);
    case 'client-days': {
      const days = daysSql(period);
      return spent(measure, Prisma.sql`p.at`, Prisma.sql`${days} > 0`, days);
    }
    case 'month-end': {
      const last = Prisma.sql`p.ends_at - interval '1 millisecond'`;
      return spent(measure, last, Prisma.sql`p.left_at >= p.ends_at AND p.from_at < p.ends_at`);
    }
  }
}

const none = Prisma.sql`NULL::text`;
const one = Prisma.sql`1::float8`;
const meant = Prisma.sql`e.enrollment_id NOT IN (SELECT enrollment_id FROM error)`;
const isSatisfaction = Prisma.sql`e.type = ${named('recordInstrument')} AND e.said ->> 'instrument' = 'satisfaction' AND ${meant}`;
/** What people wrote stays where it is, and is looked up for the few that are asked for. */
const answers = Prisma.sql`effective e JOIN event w ON w.enrollment_id = e.enrollment_id AND w.seq = e.seq
  CROSS JOIN LATERAL jsonb_each(
    CASE WHEN jsonb_typeof(w.details -> 'answers') = 'object' THEN w.details -> 'answers' ELSE '{}' END) a`;
const agreement = Prisma.sql`CASE WHEN a.value #>> '{}' IN ('strongly-agree', 'agree') THEN 'favourable'
  WHEN a.value #>> '{}' IN ('undecided', 'disagree', 'strongly-disagree') THEN 'other' END`;

function owed(measure: Measure, part: Prisma.Sql, where: Prisma.Sql, value = one): Prisma.Sql {
  return Prisma.sql`
    SELECT ${measure}::text AS measure, o.enrollment_id, o.coordinator_id, o.level, o.month, ${part} AS part, o.outcome,
      coalesce(o.explained_cause, o.derived_cause) AS cause, o.derived_cause, ${value} AS value, o.key AS about,
      o.entered_late, o.at, o.count FROM owed o WHERE ${where}`;
}

type Happened = { from: Prisma.Sql; part?: Prisma.Sql; outcome?: Prisma.Sql; where: Prisma.Sql };

function happened(measure: Measure, { from, part = none, outcome = none, where }: Happened): Prisma.Sql {
  return Prisma.sql`
    SELECT ${measure}::text AS measure, e.enrollment_id, c.coordinator_id, coalesce(c.level, '') AS level, s.month, ${part} AS part,
      ${outcome} AS outcome, ${none} AS cause, ${none} AS derived_cause, ${one} AS value, e.step_id AS about, false AS entered_late,
      e.at, 1 AS count
    FROM ${from} JOIN span s ON e.at >= s.from_at AND e.at < s.until_at
    LEFT JOIN care c ON c.enrollment_id = e.enrollment_id AND c.from_at <= e.at AND c.until_at > e.at WHERE ${where}`;
}

function spent(measure: Measure, at: Prisma.Sql, where: Prisma.Sql, value = one): Prisma.Sql {
  return Prisma.sql`
    SELECT ${measure}::text AS measure, p.enrollment_id, p.coordinator_id, p.level, p.month, ${none} AS part, ${none} AS outcome,
      ${none} AS cause, ${none} AS derived_cause, ${value} AS value, ${none} AS about, false AS entered_late, ${at} AS at, 1 AS count
    FROM spent p WHERE ${where}`;
}

/** A day counts for whoever has the client at its end. */
function daysSql({ months }: Period): Prisma.Sql {
  const ends = months.flatMap(({ dayEnds }) => dayEnds).map(isoOf);
  if (ends.length === 0) return Prisma.sql`0::float8`;
  const until = (at: Prisma.Sql) => Prisma.sql`width_bucket(${at}, ${ends}::timestamptz[])`;
  return Prisma.sql`(${until(Prisma.sql`p.until_at`)} - ${until(Prisma.sql`p.at`)})::float8`;
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}
