import { z } from 'zod';
import { enclosed } from '../../authorizations/api/fields.ts';
import { requestDocuments } from '../../../engine/policy/request-documents.ts';
import { declineReasons, transferableDocuments, transferReasons, transferStates } from '../transfer.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { readUnder } from '../../disclosures/api/schemas.ts';
import { namedDuty } from '../../../kit/http/reply-parts.ts';
import {
  called,
  levelId,
  prose,
  staffMember,
  stepId,
  uuid,
  why,
  withoutRepeats,
} from '../../../kit/http/schemas.ts';

const text = z.string();
const done = z.boolean().exactOptional();

export const offerBody = z
  .strictObject({
    toAgency: uuid.meta({ description: 'The other agency, as GET /transfers/agencies lists it' }),
    reason: z.enum(transferReasons),
    release: stepId.meta({
      description:
        'The release in force under which it is told: recipient the other agency, for care coordination, of identity, assessment, progress and what is carried (RF-3)',
    }),
    carries: z
      .array(z.enum(transferableDocuments))
      .max(transferableDocuments.length)
      .refine(withoutRepeats, 'names something twice')
      .meta({ description: 'Documents that go over as copies; the Acuity Index and what is owed always do' }),
    enclosed: enclosed.default([]),
    leaving: z
      .strictObject({
        warmHandOver: z.boolean().meta({ description: '`true` comes with `handedOverTo`' }),
        lastMeetingHeld: done.meta({ description: 'Whether the team met for the last time' }),
        note: prose('How the client leaves.'),
        handedOverTo: prose('To whom, and how, the client was handed over in person.').exactOptional(),
        whyNot: why('Why something of it was not done.').exactOptional(),
      })
      .superRefine(({ warmHandOver, lastMeetingHeld, handedOverTo, whyNot }, context) => {
        const missing = (path: string, message: string) =>
          context.addIssue({ code: 'custom', path: [path], message });
        if (warmHandOver && handedOverTo === undefined)
          missing('handedOverTo', 'is missing: it goes with "warmHandOver": true');
        if ((!warmHandOver || lastMeetingHeld === false) && whyNot === undefined)
          missing('whyNot', 'is missing: why something of it was not done');
      })
      .meta({ description: 'Of the discharge with which the enrollment here ends (OU-4)' }),
  })
  .meta({ id: 'TransferOffer' });

export const acceptBody = z
  .strictObject({
    reference: called(100).meta({ description: 'Under which your agency knows the client, or will' }),
    level: levelId.exactOptional().meta({ description: 'Left out, the level of the offer' }),
    coordinatorId: staffMember('to-act')
      .exactOptional()
      .meta({ description: 'Assigned at once; left out, the assignment is owed (IN-4)' }),
  })
  .meta({ id: 'TransferAcceptance' });

export const declineBody = z.strictObject({ reason: z.enum(declineReasons) }).meta({ id: 'TransferRefusal' });

export const withdrawBody = z.strictObject({}).meta({ id: 'TransferWithdrawal' });

const agency = z.strictObject({ agencyId: text, name: text });

export const agenciesReply = z.strictObject({ items: z.array(agency) }).meta({ id: 'OtherAgencies' });

export const transferReply = z
  .strictObject({
    transfer: text.meta({ description: 'Names it' }),
    direction: z.enum(['sent', 'received']),
    state: z.enum(transferStates),
    from: agency,
    to: agency,
    enrollmentId: text
      .nullable()
      .meta({ description: 'Of your agency; received ones have it once accepted' }),
    reason: z.enum(transferReasons),
    level: text,
    carries: z.array(z.enum(transferableDocuments)),
    index: z.strictObject({ score: z.int(), scoredAt: instantOut }).nullable(),
    enclosed: z.array(z.enum(requestDocuments)).meta({
      description: 'Kinds of what was enclosed with the index; it stays in the record of the sender',
    }),
    offeredAt: instantOut,
    answeredAt: instantOut.nullable(),
    declined: z.enum(declineReasons).nullable(),
    notAssigned: text.nullable().meta({ description: 'Why the named coordinator could not be assigned' }),
    withoutDocuments: text.nullable().meta({ description: 'Why no documents went over' }),
    waitsFor: text
      .nullable()
      .meta({ description: 'Why the old enrollment cannot end yet: the code of the refusal' }),
    stopped: text.nullable().meta({ description: 'Why it came to nothing after it was accepted' }),
    settledAt: instantOut.nullable(),
  })
  .meta({ id: 'Transfer' });

export const transfersReply = z
  .strictObject({ items: z.array(transferReply) })
  .meta({ id: 'Transfers', description: 'Newest first' });

export const carriedReply = z
  .strictObject({
    from: z
      .strictObject({ transfer: text, agency: text, enrollmentId: text, takenOverAt: instantOut })
      .nullable(),
    letBy: z.strictObject(readUnder).nullable().meta({
      description:
        'Under what the client let it be told, and the notice of 42 CFR 2.32: it holds for all that came over, wherever it is read; null: nothing came over',
    }),
    index: z.strictObject({ score: z.int(), scoredAt: instantOut }).nullable(),
    owed: z.array(z.strictObject({ ...namedDuty, due: instantOut })).meta({
      description: 'Duties that go on here by the date they had, or an earlier one of ours',
    }),
    duties: z
      .array(
        z.strictObject({
          stepId: text,
          ...{ ...namedDuty, duty: text, due: instantOut },
          settled: z.strictObject({ stepId: text, how: text, at: instantOut }).nullable(),
        }),
      )
      .meta({ description: 'What was owed there about something that stays in its record' }),
    documents: z.array(
      z.strictObject({ kind: text, document: text, hash: text, origin: text, originHash: text }),
    ),
  })
  .meta({ id: 'CarriedOver' });
