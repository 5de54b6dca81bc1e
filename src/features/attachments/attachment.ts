/** The largest file, in bytes. */
export const mostBytes = 25_000_000;
/** A file comes in pieces of this size, in bytes; the last one is what is left. */
export const partBytes = 1_048_576;

/** What a file may be: the type that its content has, and how such names end. */
export const mediaTypes = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/heic': 'heic',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'text/plain': 'txt',
} as const;
export type MediaType = keyof typeof mediaTypes;

/** What a file is for those who work with it. */
export const attachmentKinds = [
  'referral-form',
  'assessment',
  'acuity-scoring',
  'placement-criteria',
  'signed-release',
  'identification',
  'plan',
  'letter',
  'other',
] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];

/** Whose a file is: a client's, by their enrollment, or that of a member of staff, in whose file it lies. */
export type FileOf = { enrollmentId: string } | { aboutStaffId: string };

/** Names an entry of a staff file by its list and its place there, counted from 1: `item.2`. */
export const staffEntry = /^(item|mandate)\.([1-9]\d{0,4})$/;

/** Which list of the file, and which place in it; null: it names no entry. */
export function staffEntryOf(about: string): { list: 'items' | 'mandates'; place: number } | null {
  const [, name, place] = staffEntry.exec(about) ?? [];
  return name === undefined ? null : { list: name === 'item' ? 'items' : 'mandates', place: Number(place) };
}

export function isMediaType(type: string): type is MediaType {
  return type in mediaTypes;
}

/** In how many parts a file of so many bytes comes. */
export function partsOf(bytes: number): number {
  return Math.ceil(bytes / partBytes);
}

/** How long, in bytes, that part is; the first has the number 0. */
export function partLength(bytes: number, number: number): number {
  return Math.min(partBytes, bytes - number * partBytes);
}

/** What a virus scanner says of a file; `waiting`: nothing yet. */
export type ScanState = 'waiting' | 'clean' | 'found';

export type AttachmentRefusal =
  | 'attachment-belongs-nowhere'
  | 'unknown-entry'
  | 'attachment-part-unfit'
  | 'attachment-kind-unfit'
  | 'attachment-unfinished'
  | 'attachment-struck'
  | 'attachment-unscanned'
  | 'attachment-infected';
