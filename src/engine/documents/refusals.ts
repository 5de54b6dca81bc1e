/** A refusal as a value. Its texts hold nothing of the content. */
export type DocumentRefusal<Code extends string = string> = {
  code: Code;
  detail: string;
  /** What is wrong or missing, each by its path in the content or the act (`goals.0.targetOn`). */
  fields?: { field: string; detail: string }[];
};

export function refused<const Code extends string>(
  code: Code,
  detail: string,
  fields?: DocumentRefusal['fields'],
): { ok: false; refusal: DocumentRefusal<Code> } {
  return { ok: false, refusal: { code, detail, ...(fields ? { fields } : {}) } };
}

/** An act on a document that nobody has begun. */
export const noDocument = refused('not-found', 'There is no such document.');
