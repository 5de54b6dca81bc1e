import { contentHash } from '../../src/kit/content-hash.ts';
import type { Judged, CurrentDocument } from '../../src/engine/documents/document.ts';
import { countyStaffPolicy } from '../../src/pathway/profiles/county-staff.ts';
import { countyProfile } from '../../src/pathway/profiles/county.ts';
import type { StaffClock, StaffMember } from '../../src/features/staff/duties.ts';
import type { FileItem, StaffFile } from '../../src/features/staff/file.ts';
import {
  type ItemSeen,
  type StaffFileAct,
  staffFileKind,
} from '../../src/features/staff/staff-file.document.ts';
import { calendarOf, localInstant } from './policies.ts';

export const calendar = calendarOf();
export const clock: StaffClock = { calendar, profile: countyProfile, staffPolicy: countyStaffPolicy };
export const at = (text: string) => localInstant(calendar, text);
export const subject = 'the-coordinator';
const supervisor = { staffId: 'the-supervisor', role: 'supervisor', agencyId: 'agency' } as const;

/** What the policy accepts of each kind. */
export const sound = {
  degree: { states: { degree: 'ba', field: 'nursing' }, datedOn: '2020-06-01' },
  experience: { states: { area: 'case-management' }, datedOn: '2036-01-05' },
  resume: { states: {}, datedOn: '2036-01-05' },
  'background-check': { states: { outcome: 'no-bar' }, datedOn: '2036-02-01' },
  'drivers-licence': {
    states: { shownBy: 'drivers-abstract' },
    datedOn: '2036-01-10',
    expiresOn: '2038-08-31',
  },
  'auto-insurance': { states: {}, datedOn: '2036-12-01', expiresOn: '2037-11-30' },
} as const satisfies Record<string, Partial<ItemSeen>>;
export type Kind = keyof typeof sound;
export const kinds = Object.keys(sound) as Kind[];

/** An item as a supervisor has seen it; sound but for the changes. */
export function seen(kind: Kind, changes: Partial<ItemSeen> = {}): ItemSeen {
  return {
    ...{ kind, expiresOn: null, evidence: `folder 7, ${kind}`, verifiedOn: '2037-01-04' },
    ...sound[kind],
    ...changes,
  };
}

/** The item on file, as it is kept. */
export function item(kind: Kind, changes: Partial<FileItem> = {}): FileItem {
  const { evidence, ...rest } = seen(kind);
  return {
    ...{ ...rest, evidence: evidence ?? '', verifiedBy: supervisor.staffId },
    ...{ enteredAt: at('2037-01-04 10:00'), withdrawnAt: null, ...changes },
  };
}

export const complete = (changes: Partial<StaffFile> = {}): StaffFile => ({
  ...{ role: 'coordinator', hiredOn: '2037-01-04', items: kinds.map((kind) => item(kind)) },
  ...{ notice: null, access: null, mandates: [], ...changes },
});

export const member = (file: StaffFile | null, changes: Partial<StaffMember> = {}): StaffMember => ({
  ...{ staffId: subject, role: 'coordinator', clients: 3, heldSince: at('2036-01-01 00:00'), file },
  ...changes,
});

/** Acts on a file, one after the other; the answer to the last one. */
export function acted(
  file: StaffFile | null,
  acts: readonly StaffFileAct[],
  by: { staffId: string; role: 'supervisor' | 'coordinator'; agencyId: string } = supervisor,
): Judged<StaffFile> {
  let content = file;
  let judged: Judged<StaffFile> | undefined;
  for (const act of acts) {
    const now = at('2037-03-02 09:00');
    judged = staffFileKind.decide(standing(content), act, { by, at: now, now, hashOf: contentHash });
    if (!judged.ok) return judged;
    content = judged.content;
  }
  if (!judged) throw new Error('nothing was done');
  return judged;
}

function standing(content: StaffFile | null): CurrentDocument<StaffFile> | null {
  return content && { revision: 1, state: 'kept', content, createdBy: supervisor, createdAt: 0 };
}
