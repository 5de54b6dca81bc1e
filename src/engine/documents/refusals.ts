import type { AssignmentDocumentRefusal } from '../../features/assignment/refusals.ts';
import type { RejectionCode } from '../record/commands.ts';
import type { StaffFileRefusal } from '../../features/staff/refusals.ts';
import type { SupervisionRefusal } from '../../features/supervision/refusals.ts';

/** Every reason of their own for which documents refuse a well-formed act. The error table has an entry for each. */
export type DocumentRefusalCode =
  | 'nothing-changed'
  | 'provider-listed'
  | 'provider-retired'
  | 'not-a-family'
  | 'household-inconsistent'
  | AssignmentDocumentRefusal
  | StaffFileRefusal
  | SupervisionRefusal;

/** A refusal as a value. Its texts hold nothing of the content. */
export type DocumentRefusal = {
  code: DocumentRefusalCode | RejectionCode;
  detail: string;
  /** What is wrong or missing, each by its path in the content or the act (`goals.0.targetOn`). */
  fields?: { field: string; detail: string }[];
};

export function refused(
  code: DocumentRefusal['code'],
  detail: string,
  fields?: DocumentRefusal['fields'],
): { ok: false; refusal: DocumentRefusal } {
  return { ok: false, refusal: { code, detail, ...(fields ? { fields } : {}) } };
}

/** An act on a document that nobody has begun. */
export const noDocument = refused('not-found', 'There is no such document.');
