import { named } from '../../../kit/postgres/event-rows.ts';
import { Prisma } from '../../../kit/postgres/generated/client.ts';

const setsWho = ['receiveReferral', 'assignCoordinator'] as const;
const setsLevel = ['receiveReferral', 'changeLevel'] as const;
const opens = ['discharge', 'reopen'] as const;

/** Steps that numbers look at, as `event_numbers_idx` has them; of contacts, only the tries. */
export const isCounted = Prisma.sql`v.type IN (${named(
  ...([
    'receiveReferral',
    'assignCoordinator',
    'changeLevel',
    'discharge',
    'reopen',
    'enterInError',
  ] as const),
  ...(['scoreAcuity', 'logContact', 'recordAppointment', 'recordLocateAttempt'] as const),
  ...(['recordInstrument', 'explainMiss', 'voidStep'] as const),
)}) AND (v.type <> ${named('logContact')} OR v.data ->> 'outcome' <> 'reached')`;

const order = Prisma.sql`ORDER BY at, seq`;
const within = (more: Prisma.Sql) => Prisma.sql`(PARTITION BY enrollment_id${more} ${order})`;

/** Where a client was when, as `careHistoryOf` folds it of `effective`: after each change, until the next one. */
export const careSql = Prisma.sql`
    turned AS (
      SELECT *, count(*) FILTER (WHERE type IN (${named(...opens)})) OVER ${within(Prisma.empty)} AS turn
      FROM effective WHERE type IN (${named(...setsWho, 'changeLevel', ...opens)})),
    opened AS (
      SELECT *, first_value(type) OVER ${within(Prisma.sql`, turn`)} <> ${named('discharge')} AS open FROM turned),
    changed AS (
      SELECT *, lead(at, 1, 'infinity') OVER w AS until_at,
        count(*) FILTER (WHERE type IN (${named(...setsWho)})) OVER w AS whose,
        count(*) FILTER (WHERE type IN (${named(...setsLevel)})) OVER w AS levels
      FROM opened WHERE open OR type = ${named('discharge')} WINDOW w AS ${within(Prisma.empty)}),
    care AS MATERIALIZED (
      SELECT enrollment_id, seq, at AS from_at, until_at, open,
        first_value(coalesce(said ->> 'coordinatorId', said ->> 'onCallId')) OVER ${within(Prisma.sql`, whose`)} AS coordinator_id,
        coalesce(first_value(said ->> 'level') OVER ${within(Prisma.sql`, levels`)}, '') AS level
      FROM changed)`;
