import type { DocumentKind } from '../../engine/documents/document.ts';
import { refused } from '../../engine/documents/refusals.ts';
import { type CannotAct, type CannotActCode, cannotActCodes, cannotActWords } from '../staff/can-act.ts';

/** The systems a client may be involved in, each with a formal support to speak for it (RT-1). */
export const supportSystems = [
  'criminal-justice',
  'child-welfare',
  'w-2',
  'aoda-treatment',
  'mental-health',
  'physical-health',
  'housing',
  'education',
  'employment',
  'other',
] as const;
export type SupportSystem = (typeof supportSystems)[number];

type Member = {
  /** Names the member for ever: a release names its recipient by it. */
  id: string;
  name: string;
  reach: string;
  /** RT-3: is involved, is willing, understands the role. */
  involved: boolean;
  willing: boolean;
  understandsRole: boolean;
  /** The release on file, by the id of the step that granted it. */
  release?: string | undefined;
};
export type FormalMember = Member & {
  system: SupportSystem;
  organization: string;
  /** Of somebody who works at the agency: being on the team they see the client. */
  staffId?: string | undefined;
};
export type InformalMember = Member & { relation: string };

/** The Recovery Support Team of a client (RST). */
export type Roster = {
  /** The systems the client is involved in. */
  systems: SupportSystem[];
  formal: FormalMember[];
  informal: InformalMember[];
};

/** RT-1: what the team lacks. Shown, never refused: who is not found yet is looked for. */
export type RosterGap =
  { type: 'system-without-member'; system: SupportSystem } | { type: 'no-informal-support' };

export function gapsOf({ systems, formal, informal }: Roster): RosterGap[] {
  const spokenFor = new Set(formal.map(({ system }) => system));
  const silent = systems.filter((system) => !spokenFor.has(system));
  return [
    ...silent.map((system): RosterGap => ({ type: 'system-without-member', system })),
    ...(informal.length === 0 ? [{ type: 'no-informal-support' as const }] : []),
  ];
}

/** All who are on it, those of systems first; nobody where there is none yet. */
export function everyMember(roster: Roster | undefined): (FormalMember | InformalMember)[] {
  return roster ? [...roster.formal, ...roster.informal] : [];
}

/** RT-3: members who are not involved, not willing, or do not understand their role; by their ids. */
export function notReady(roster: Roster): string[] {
  return everyMember(roster)
    .filter(({ involved, willing, understandsRole }) => !involved || !willing || !understandsRole)
    .map(({ id }) => id);
}

/** `cannot`: of those it names who work at the agency and cannot act now, why. */
export type RosterAct = { type: 'change'; content: Roster; cannot: Readonly<Record<string, CannotAct>> };

/** With what an act on it is refused. */
type RosterRefusal = CannotActCode | 'nothing-changed' | 'roster-member-repeated';

/** One an enrollment; its revisions tell who was in the team when. */
export const rosterKind: DocumentKind<Roster, RosterAct, RosterRefusal> = {
  kind: 'rst-roster',
  decide(current, { content, cannot }, { hashOf }) {
    if (current && hashOf(current.content) === hashOf(content))
      return refused('nothing-changed', 'The roster is like this already.');
    const ids = everyMember(content).map(({ id }) => id);
    if (new Set(ids).size < ids.length)
      return refused('roster-member-repeated', 'Two members of the roster have the same id.');
    // Who is on the team and away may stay on it: of them only that they work here is asked.
    const before = new Set(current?.content.formal.map(({ staffId }) => staffId));
    for (const [place, { staffId }] of content.formal.entries()) {
      const why = staffId === undefined ? undefined : cannot[staffId];
      if (why === undefined || (why !== 'gone' && before.has(staffId))) continue;
      const field = { field: `formal.${place}.staffId`, detail: 'cannot be used' };
      return refused(cannotActCodes[why], cannotActWords[why], [field]);
    }
    return { ok: true, state: 'current', content };
  },
};
