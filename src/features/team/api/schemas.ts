import { z } from 'zod';
import { supportSystems } from '../roster.document.ts';
import { householdContent } from '../../household/api/schemas.ts';
import { dateIn, instantOut } from '../../../kit/http/dates.ts';
import {
  called,
  line,
  personName,
  prose,
  staffMember,
  stepId,
  uuid,
  withoutRepeats,
} from '../../../kit/http/schemas.ts';

const member = {
  id: uuid.meta({ description: 'Chosen by its sender; names the member for ever, also to releases' }),
  name: personName(200).meta({ description: 'Protected.' }),
  reach: line(200).meta({ description: 'How they are reached. Protected.' }),
  involved: z.boolean(),
  willing: z.boolean(),
  understandsRole: z.boolean(),
  release: stepId.optional().meta({ description: 'The release on file, by the step that granted it' }),
};

export const rosterFields = {
  systems: z
    .array(z.enum(supportSystems))
    .max(supportSystems.length)
    .refine(withoutRepeats, 'names something twice')
    .meta({ description: 'The systems the client is involved in' }),
  formal: z

    .array(
      z.strictObject({
        ...{ ...member, system: z.enum(supportSystems), organization: called(200) },
        staffId: staffMember('to-act').optional().meta({
          description: 'Of somebody who works at the agency: being on the team they see the client',
        }),
      }),
    )
    .max(50),
  informal: z.array(z.strictObject({ ...member, relation: line(200) })).max(50),
};

export const rosterContent = z.strictObject(rosterFields).meta({ id: 'Roster' });

const uuids = z.array(uuid).max(100).refine(withoutRepeats, 'names somebody twice');

/** What was said and decided in a meeting of the team. */
export const meetingWords = {
  attendance: z
    .strictObject({
      members: uuids.meta({ description: 'Members who were there, by their ids in the roster' }),
      client: z.boolean().meta({ description: 'Whether the client was there' }),
      guests: z.array(personName(200)).max(20).default([]),
    })
    .meta({ description: 'Who was there. Protected.' }),
  decisions: z.array(prose('What was decided.')).max(50),
  nextSteps: z
    .array(
      z.strictObject({
        what: prose('What is to be done.'),
        who: line(200),
        by: dateIn('planned').optional(),
      }),
    )
    .max(50),
};

const text = z.string();

export const teamReply = z
  .strictObject({
    roster: z
      .strictObject({ documentId: text, revision: z.int(), updatedAt: instantOut, content: rosterContent })
      .nullable(),
    gaps: z
      .array(
        z.discriminatedUnion('type', [
          z.strictObject({ type: z.literal('system-without-member'), system: z.enum(supportSystems) }),
          z.strictObject({ type: z.literal('no-informal-support') }),
        ]),
      )
      .meta({ description: 'What the team lacks (RT-1)' }),
    family: z.boolean().meta({ description: 'Whether the enrollment is at a level of care for families' }),
    household: z
      .strictObject({ documentId: text, revision: z.int(), updatedAt: instantOut, content: householdContent })
      .nullable()
      .meta({ description: 'The family that is enrolled together, where it was entered' }),
    notReady: z.array(text).meta({ description: 'Members who are not ready (RT-3), by their ids' }),
    formedAt: instantOut.nullable(),
    meetings: z.array(
      z.strictObject({
        stepId: text,
        at: instantOut,
        by: z.strictObject({ staffId: text, name: text.nullable() }),
        attendance: z.unknown().optional(),
        decisions: z.unknown().optional(),
        nextSteps: z.unknown().optional(),
        summary: z.unknown().optional(),
      }),
    ),
    initiative: z
      .array(z.strictObject({ at: instantOut, level: text }))
      .meta({ description: 'The initiative level with each review (CO-6)' }),
  })
  .meta({ id: 'Team' });
