import type { Acting } from '../can-act.ts';
import { endsAfter, withAccessAt } from '../../../kit/postgres/can-act.ts';
import type { Prisma } from '../../../kit/postgres/generated/client.ts';

/** What is read of somebody to say whether they can act for clients at that instant, or later. */
export function actingColumns(at: Date) {
  return {
    ...{ id: true, role: true, active: true, mayTakeUntil: true },
    absences: { where: endsAfter(at) },
    tokens: { where: withAccessAt(at).tokens.some, select: { id: true } },
  } as const satisfies Prisma.StaffSelect;
}

type Row = Prisma.StaffGetPayload<{ select: ReturnType<typeof actingColumns> }>;

/** The same, as `cannotAct` asks for it. */
export function actingOf({ role, active, mayTakeUntil, absences, tokens }: Row): Acting {
  return {
    ...{ works: active && role === 'coordinator', hasAccess: tokens.length > 0 },
    mayTakeUntil: mayTakeUntil?.getTime() ?? null,
    away: absences.map(({ fromAt, untilAt }) => ({
      ...{ from: fromAt.getTime(), until: untilAt?.getTime() ?? Infinity },
    })),
  };
}
