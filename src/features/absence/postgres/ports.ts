import type { AbsenceRefusal } from '../absence.ts';
import type { Actor } from '../../../engine/record/events.ts';
import type { NamedActor } from '../../../kit/documents.ts';

export type AbsenceRow = {
  id: string;
  staff: { staffId: string; name: string };
  cover: { staffId: string; name: string };
  from: number;
  /** Null: until somebody ends it. Of one that was ended before its time, when. */
  until: number | null;
  by: NamedActor;
  recordedAt: number;
  endedBy: NamedActor | null;
};

type Act = { by: Actor; commandId: string; fingerprint: string; staffId: string; now: number };

/** `coverId` null: whoever is proposed. */
export type AbsenceRequest = Act & { coverId: string | null; from: number; until: number | null };

export type AbsenceOutcome =
  | { status: 'written' | 'replayed'; absence: AbsenceRow }
  | { status: 'command-id-reused' }
  | { status: 'refused'; code: AbsenceRefusal | 'unknown-staff' };

/** Absences in the record. All throw RecordUnavailableError while PostgreSQL is away; none needs Temporal. */
export type AbsenceStore = {
  begin(request: AbsenceRequest): Promise<AbsenceOutcome>;
  /** Before its time. A second time changes nothing. */
  end(request: Omit<Act, 'commandId' | 'fingerprint'> & { absence: string }): Promise<AbsenceOutcome>;
  /** In force at that instant or to come, by their beginning; of a person all there ever were, newest first. */
  absences(agencyId: string, wanted: { now: number } | { staffId: string }): Promise<AbsenceRow[]>;
};
