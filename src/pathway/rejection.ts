import type { PlaceRefusal } from '../engine/record/place.ts';
import type { checkStep } from './checks.ts';

/** Why a batch is refused as a whole, whatever its steps. */
type BatchCode =
  'not-found' | 'idempotency-key-reused' | 'already-recorded' | 'version-conflict' | 'beyond-calendar';

/** Told by the record, in the moment in which a place is taken. */
type RecordCode = PlaceRefusal | 'client-enrolled-elsewhere';

/** Every reason for which a well-formed command is refused. The table of problems has an entry for each. */
export type RejectionCode = BatchCode | RecordCode | NonNullable<ReturnType<typeof checkStep>>['code'];

/** A refusal, as a value: which of the commands, which field, and what to tell its author. */
export type Rejection = {
  code: RejectionCode;
  detail: string;
  /** Index of the command in the batch. */
  index: number;
  field?: string;
  /** The version of the record the refusal was judged against. */
  version: number;
};
