import type { Recipient } from '../../engine/notifications/notification.ts';
import type { Audience } from '../../engine/policy/profile.ts';
import type { StaffRole } from '../../engine/policy/terms.ts';

/** What somebody wants of mail that may wait: one digest, or each message by itself. */
export const messageChoices = ['digest', 'each'] as const;
export type MessageChoice = (typeof messageChoices)[number];
/** Whom a message is for, as it was judged. */
export type Addressed = {
  kind: string;
  audience: Audience | 'author';
  staffId: string | null;
  /** Who has the client it is about; null where there is none. */
  coordinatorId: string | null;
  /** About a client: what is about somebody's file, shifts or details, nobody else reads in their stead. */
  ofClient: boolean;
};

/** Somebody who works at the agency. */
export type Colleague = Recipient & { role: string; onCall: boolean };

/** Who reads a message now: who it is for and who covers for them, or the first of those who stand in for a part. */
export function recipientsOf(
  { kind, audience, staffId, coordinatorId, ofClient }: Addressed,
  colleagues: readonly Colleague[],
  coveredBy: ReadonlyMap<string, string>,
): Recipient[] {
  const the = (id: string | null): Colleague[] => {
    const ids = id === null ? [] : [id, ofClient ? coveredBy.get(id) : undefined];
    return colleagues.filter((one) => ids.includes(one.staffId));
  };
  const having = (role: StaffRole) => colleagues.filter((one) => one.role === role);
  const person = the(staffId);
  const onCall = () => colleagues.filter((one) => one.onCall);
  const choices: Record<Addressed['audience'], () => Colleague[][]> = {
    // Who has left cannot mend it; somebody has to.
    author: () => [person, having('supervisor')],
    // What a discharge left to do stays with who had the client; should they have left, somebody has to see to it.
    coordinator: () =>
      // That a client is no longer theirs concerns nobody else.
      kind === 'handed-over' || coordinatorId === null
        ? [person]
        : [person, the(coordinatorId), having('supervisor')],
    // Who is on shift is named by the page. IN-8: nobody on call, the supervisor is paged, then the director.
    'on-call': () => [person, onCall(), having('supervisor'), having('director')],
    supervisor: () => [person, having('supervisor')],
    director: () => [person, having('director')],
    // Where nobody has the role, the payer, whose office it is.
    'quality-office': () => [person, having('quality'), having('payer')],
    payer: () => [person, having('payer')],
    'privacy-officer': () => [person, having('privacy-officer'), having('director')],
  };
  // In order: the first that finds somebody is taken.
  const found = choices[audience]().find((one) => one.length > 0) ?? [];
  return found.map(({ staffId: id, email, each }) => ({
    ...{ staffId: id, email },
    ...(each === true ? { each } : {}),
  }));
}
