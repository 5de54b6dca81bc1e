import type { Role } from '../../engine/policy/terms.ts';
import type { Operation } from '../../kit/http/roles.ts';
import type { Change } from '../../kit/postgres/changes.ts';
import { mayDo } from '../permissions.ts';

/** What leaves: of which kind, its id, its version where it has one. */
export type Told = { kind: Kind; id: string; version?: number };

/** Whose business a change of each kind is: whoever may read a page on which it shows. */
const readers = {
  enrollment: ['enrollment:read'],
  document: ['chart:read'],
  pending: ['chart:read'],
  inbox: ['access:own'],
  worklist: ['worklist:mine'],
  staff: ['hire:read'],
  agency: ['access:own'],
} as const satisfies Record<string, readonly Operation[]>;

export type Kind = keyof typeof readers;
export const kinds = Object.keys(readers) as Kind[];

type Watcher = { staffId: string; role: Role; agencyId: string };

/** Whether somebody may be told of it; of what is about a client that depends on whether they are `related` to the enrollment. */
export function mayBeTold(
  { staffId, role, agencyId }: Watcher,
  change: Change,
  related: (enrollmentId: string) => boolean,
): boolean {
  const { kind } = change;
  if (change.agencyId !== agencyId || !isKind(kind)) return false;
  const theirs = change.staffId === staffId;
  // Something of theirs alone; of the staff, who looks after them too.
  if (change.staffId !== null && !theirs && kind !== 'staff') return false;
  if (change.audience !== null && !isOf(role, change.audience)) return false;
  const reads = readers[kind].some((operation) => mayDo(role, operation));
  if (!reads && !(theirs && kind === 'staff')) return false;
  return change.enrollmentId === null || related(change.enrollmentId);
}

export function toldOf({ kind, thing, version }: Change): Told[] {
  return isKind(kind) ? [{ kind, id: thing, ...(version === null ? {} : { version }) }] : [];
}

/** Each thing once, with its newest version. */
export function newestOf(all: readonly Told[]): Told[] {
  const newest = new Map<string, Told>();
  for (const one of all) newest.set(`${one.kind}/${one.id}`, one);
  return [...newest.values()];
}

const isKind = (kind: string): kind is Kind => Object.hasOwn(readers, kind);

/** A message goes to a role; a page without a name, to whoever may be on call. */
const isOf = (role: Role, audience: string): boolean =>
  audience === 'on-call' ? mayDo(role, 'on-call:mine') : audience === role;
