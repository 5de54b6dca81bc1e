import type { NamedActor } from '../documents.ts';
import type { Actor } from '../../engine/record/events.ts';
import type { PrismaClient } from './generated/client.ts';
import { staffNames } from './staff-names.ts';

/** Who acted, by name: one query for all of them. */
export async function namesOf(
  prisma: Pick<PrismaClient, 'staff'>,
  actors: readonly unknown[],
): Promise<(actor: unknown) => NamedActor> {
  const names = await staffNames(
    prisma,
    actors.map((actor) => actorOf(actor).staffId),
  );
  return (actor) => {
    const { staffId, role } = actorOf(actor);
    return { staffId, role, name: names.get(staffId) ?? null };
  };
}

/** Such a column is written by one of the stores, so it has this shape. */
export function actorOf(column: unknown): Actor {
  return column as Actor;
}
