import type { ActAsk, ActOutcome } from '../../../kit/acts.ts';
import type { NamedActor } from '../../../kit/documents.ts';
import type { Actor } from '../../../engine/record/events.ts';
import type { AwayRefused } from '../absence.ts';

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

/** `coverId` null: whoever is proposed. */
export type AbsenceRequest = ActAsk & {
  staffId: string;
  coverId: string | null;
  from: number;
  until: number | null;
  /** Shifts of theirs that it meets have been seen. */
  shiftsKnown: boolean;
  now: number;
};

export type EndRequest = { by: Actor; staffId: string; absence: string; now: number };

/** Absences in the record. All throw RecordUnavailableError while PostgreSQL is away; none needs Temporal. */
export type AbsenceStore = {
  begin(request: AbsenceRequest): Promise<ActOutcome<AbsenceRow, AwayRefused>>;
  /** Before its time. A second time changes nothing. */
  end(request: EndRequest): Promise<ActOutcome<AbsenceRow, 'unknown-absence' | 'absence-over'>>;
  /** In force at that instant or to come, by their beginning; of a person all there ever were, newest first. */
  absences(agencyId: string, wanted: { now: number } | { staffId: string }): Promise<AbsenceRow[]>;
};
