import { z } from 'zod';
import { doorNow } from './door.ts';
import { codeIn } from './codes.ts';

/** Yes or no in a query. */
export const flag = z.enum(['true', 'false']).transform((word) => word === 'true');

// What PostgreSQL cannot store, and control characters nobody types.
const storable = /^[^\p{Cs}\p{Cc}]*$/u;
const storableLines = /^(?:[^\p{Cs}\p{Cc}]|[\n\r\t])*$/u;

// Asked by functions: a pattern would stand in the OpenAPI document, whose readers know no classes of Unicode.
const unstorable = { error: 'holds characters that cannot be stored' };

/** How a text is held to what it is for: the document says so of each, as `x-text`. */
export const textKinds = ['line', 'name', 'words', 'reason'] as const;
type TextKind = (typeof textKinds)[number];

/** As text is kept: trimmed, in one spelling of its letters. What was kept before that is read as it is. */
const tidied = (text: string) => (doorNow() ? text.normalize('NFC').trim() : text);
/** What is asked of what comes in, and not of what was kept under older rules. */
const atDoor = (holds: (text: string) => boolean) => (text: string) => doorNow() === null || holds(text);

const letter = /\p{L}/u;
/** Zero-width characters and those that turn the direction of writing: two names that look alike would not be the same. */
const unseen = /\p{Cf}/u;
// Of what is empty that is said already.
const saysSomething = atDoor((text) => text === '' || letter.test(text));

const text = (max: number, storableBy: RegExp, kind: TextKind) =>
  z
    .string()
    .overwrite(tidied)
    .max(max)
    .min(1)
    .refine((given) => storableBy.test(given), unstorable)
    .meta({ 'x-text': kind });

/** One line of text, trimmed. */
export function line(max: number) {
  return text(max, storable, 'line');
}

/** What somebody or something is called, where two that look alike are to be the same. */
export function called(max: number) {
  return text(max, storable, 'name')
    .refine(
      atDoor((given) => !unseen.test(given)),
      { error: 'holds characters that cannot be seen' },
    )
    .meta({ 'x-text': 'name' });
}

/** Somebody's name: as it is read. */
export function personName(max: number) {
  return called(max).refine(saysSomething, { error: 'holds no letter' }).meta({ 'x-text': 'name' });
}

const protectedText = 'Protected: kept out of everything but the record.';
const longest = 20_000;

/** Words of a person: protected, kept sealed on their way to the record. */
export function prose(description: string) {
  return text(longest, storableLines, 'words').meta({ description: `${description} ${protectedText}` });
}

const saysNothing = { error: 'says nothing: it holds no letter' };

/** A reason says something: a dot is none. */
export function why(description: string) {
  return text(longest, storableLines, 'reason')
    .refine(saysSomething, saysNothing)
    .meta({ description: `${description} ${protectedText}`, 'x-text': 'reason' });
}

/** A reason in a line, of what is no client's. */
export function whyInShort(description = 'Why; nothing of a client: all of the team read it') {
  return text(500, storable, 'reason')
    .refine(saysSomething, saysNothing)
    .meta({ description, 'x-text': 'reason' });
}

// `toLowerCase` so that one id has one spelling.
export const uuid = z.uuid().toLowerCase();

/**
 * What a field names somebody of the staff for; the document says so as `x-staff`. `to-act`: they are to do something from then
 * on, and are asked whether they can; `acted`: they did something, which is recorded; `about`: it is about them or theirs.
 */
export const staffUses = ['to-act', 'acted', 'about'] as const;
export function staffMember(use: (typeof staffUses)[number]) {
  return uuid.meta({ 'x-staff': use });
}
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

/** What an emergency is about (IN-2). Protected: it travels sealed, never among a step's facts. */
export const emergencyNeed = codeIn('needs', { description: 'What it is about.', example: 'housing' });

/** Emergency needs, each by its kind alone or with the words of whoever reported it. */
export const emergencyNeeds = z
  .array(
    z.union([
      emergencyNeed,
      z.strictObject({ need: emergencyNeed, words: prose('The need as it was told.') }),
    ]),
  )
  .max(200)
  .refine(
    (needs) => withoutRepeats(needs.map((one) => (typeof one === 'string' ? one : one.need))),
    'names something twice',
  );

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
