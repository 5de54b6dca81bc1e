import { z } from 'zod';
import { requestDocuments } from '../../engine/policy/request-documents.ts';
import { emergencyNeeds as needsKnown } from '../../engine/policy/terms.ts';

/** Yes or no in a query. */
export const flag = z.enum(['true', 'false']).transform((word) => word === 'true');

// What PostgreSQL cannot store, and control characters nobody types.
const storable = /^[^\p{Cs}\p{Cc}]*$/u;
const storableLines = /^(?:[^\p{Cs}\p{Cc}]|[\n\r\t])*$/u;

// Asked by functions: a pattern would stand in the OpenAPI document, whose readers know no classes of Unicode.
const unstorable = { error: 'holds characters that cannot be stored' };

/** One line of text, trimmed. */
export function line(max: number) {
  return z
    .string()
    .max(max)
    .refine((text) => storable.test(text), unstorable)
    .trim()
    .min(1);
}

const letter = /\p{L}/u;
/** Zero-width characters and those that turn the direction of writing: two names that look alike would not be the same. */
const unseen = /\p{Cf}/u;

/** Somebody's name: as it is read, in one spelling of its letters. For what comes in; what is kept is read as it is. */
export function personName(max: number) {
  return (
    line(max)
      .normalize('NFC')
      .refine((text) => !unseen.test(text), { error: 'holds characters that cannot be seen' })
      // Of what is empty that is said already.
      .refine((text) => text === '' || letter.test(text), { error: 'holds no letter' })
  );
}

/** Words of a person: protected, kept sealed on their way to the record. */
export function prose(description: string) {
  return z
    .string()
    .min(1)
    .max(20_000)
    .refine((text) => storableLines.test(text), unstorable)
    .meta({ description: `${description} Protected: kept out of everything but the record.` });
}

/** A reason says something: a dot is none. For what comes in; what is kept is read as it is. */
export function why(description: string) {
  return prose(description).refine((text) => letter.test(text), {
    error: 'says nothing: it holds no letter',
  });
}

// `toLowerCase` so that one id has one spelling.
export const uuid = z.uuid().toLowerCase();
export const contentHashHex = z.string().regex(/^[0-9a-f]{64}$/);
export const dutyKind = z
  .string()
  .max(80)
  .regex(/^[a-z0-9][a-z0-9.-]*$/)
  .meta({ description: 'Kind of an obligation', example: 'contact.routine' });
export const obligationKey = z
  .string()
  .max(320)
  .regex(/^[a-z0-9][a-z0-9.-]*~\d+(?:~[A-Za-z0-9._:-]{1,110})?$/)
  .meta({ description: 'Key of an obligation, as the obligations show it', example: 'contact.routine~4' });
export const levelId = z
  .string()
  .max(40)
  .regex(/^[a-z0-9][a-z0-9.-]*$/)
  .meta({ description: "Level of care of the policy's profile", example: 'rsc-i' });

/** Identity of a command for ever: the `Idempotency-Key` of its request. */
export const commandId = z.string().regex(/^[A-Za-z0-9._:-]{1,100}$/);
export const stepId = z.string().regex(/^[A-Za-z0-9._:-]{1,110}$/);

/** A word the agency has agreed on: of a service, a group of people, a language, a payer. */
export const code = z
  .string()
  .max(40)
  .regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/);

/** A plan of care by the id of its document. */
export const planId = uuid.meta({
  description:
    'The plan of this enrollment it stands on. It is completed with the step, and can be changed no more',
});

/** The thing a step is about, by the id of the step that began it. */
export const about = stepId.meta({
  description: 'What it is about: the id of the step that began it (`stepId` on its receipt)',
});

/** True for a list in which nothing stands twice. */
export function withoutRepeats(list: readonly string[]): boolean {
  return new Set(list).size === list.length;
}

/** What an emergency is about. */
export const emergencyNeed = z.enum(needsKnown);

/** Emergency needs, each by its kind alone or with the words of whoever reported it. */
export const emergencyNeeds = z
  .array(
    z.union([
      emergencyNeed,
      z.strictObject({ need: emergencyNeed, words: prose('The need as it was told.') }),
    ]),
  )
  .max(7)
  .refine(
    (needs) => withoutRepeats(needs.map((one) => (typeof one === 'string' ? one : one.need))),
    'names something twice',
  );

/** What is enclosed with a request to the payer or a transfer. */
export const enclosed = z
  .array(z.enum(requestDocuments))
  .max(requestDocuments.length)
  .refine(withoutRepeats, 'names something twice')
  .meta({ description: 'Kinds of the documents that are enclosed (AC-2, AU-2)' });

/** Points by item of an Acuity Index. */
export const indexAnswers = z
  .record(z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/), z.int().min(0).max(1_000))
  .meta({ description: 'Points by item. Protected: kept out of everything but the record.' });

/** What most steps say beside their facts. Protected. */
export const note = prose('What else is to be known.').optional();
export const reason = why('Why it is done.');
export const summary = prose('What happened and what was agreed.');

/** Of a step that states nothing but that it happened. */
export const noFacts = z.strictObject({});
