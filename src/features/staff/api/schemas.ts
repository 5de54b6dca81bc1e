import { z } from 'zod';
import { emailAddress } from './change-schemas.ts';
import { agencyRoles } from '../changing.ts';
import { namedDuty } from '../../../kit/http/reply-parts.ts';
import { staffDutyStates } from '../duties.ts';
import { servesFields } from '../../assignment/api/schemas.ts';
import { dateIn, instantOut } from '../../../kit/http/dates.ts';
import { code, line, personName, why, withoutRepeats } from '../../../kit/http/schemas.ts';

const text = z.string();
const role = z.enum(agencyRoles);
const kind = code.meta({ description: "A kind of the agency's staff policy", example: 'drivers-licence' });
const place = z.int().min(1).max(100_000);

export const hireBody = z
  .strictObject({
    name: personName(200),
    email: emailAddress,
    role,
    hiredOn: dateIn('hired'),
  })
  .meta({ id: 'Hire' });

export const beginFields = { hiredOn: dateIn('hired') };

export const itemFields = {
  kind,
  states: z
    .record(code, code)
    .default({})
    .meta({
      description: 'What is stated of it, in the words the staff policy accepts',
      example: { shownBy: 'drivers-abstract' },
    }),
  evidence: line(500)
    .optional()
    .meta({ description: 'Where the copy is kept; without it nothing is verified' }),
  datedOn: dateIn('issued').meta({ description: 'The day it was issued or done' }),
  expiresOn: dateIn('expires').optional().meta({ description: 'Its last day, as it says itself' }),
  verifiedOn: dateIn('done')
    .optional()
    .meta({ description: 'When the caller looked at it; left out, today' }),
  note: line(500).optional(),
};

export const withdrawFields = {
  item: place.meta({ description: 'Of the items on file, counted from 1' }),
  reason: why('Why it counts no more.'),
};
export const noticeFields = {
  sentOn: dateIn('done').optional().meta({
    description: 'When it went by another way; left out, it goes out by mail now',
  }),
};
export const accessFields = {
  requestedOn: dateIn('done').optional().meta({ description: 'Left out, today' }),
};
export const mandateFields = { kind, title: line(200), dueOn: dateIn('due') };
export const mandateBody = z
  .strictObject({
    ...mandateFields,
    roles: z
      .array(role)
      .min(1)
      .max(agencyRoles.length)
      .refine(withoutRepeats, 'names something twice')
      .default(['coordinator'])
      .meta({ description: 'Left out, those who carry clients' }),
  })
  .meta({ id: 'Mandate' });
export const mandateReply = z.strictObject({
  given: z.array(text).meta({ description: 'Whose files hold it' }),
  withoutFile: z
    .array(text)
    .meta({ description: 'Who has no file yet: begin it, and send the request again' }),
});
const mandate = place.meta({ description: 'Of the mandates on file, counted from 1' });
export const attendFields = {
  mandate,
  attendedOn: dateIn('done').optional().meta({ description: 'Left out, today' }),
  evidence: line(500).optional(),
};
export const excuseFields = { mandate, reason: why('Why it is not owed any more.') };

export const staffFileContent = z
  .strictObject({
    role: text,
    hiredOn: text,
    items: z.array(
      z.strictObject({
        ...{ kind: text, states: z.record(text, text), evidence: text, datedOn: text },
        ...{ expiresOn: text.nullable(), verifiedBy: text, verifiedOn: text, note: text.optional() },
        ...{ enteredAt: instantOut, withdrawnAt: instantOut.nullable() },
      }),
    ),
    notice: z.strictObject({ sentOn: text, verified: z.array(text) }).nullable(),
    access: z.strictObject({ requestedOn: text }).nullable(),
    mandates: z.array(
      z.strictObject({
        ...{ kind: text, title: text, dueOn: text, enteredAt: instantOut },
        attended: z.strictObject({ on: text, evidence: text.optional() }).nullable(),
        excusedAt: instantOut.nullable(),
      }),
    ),
    serves: z
      .strictObject(servesFields)
      .optional()
      .meta({ description: 'Whom they can be there for; not there until somebody has said it' }),
  })
  .meta({ id: 'StaffFileContent' });

const person = {
  ...{ staffId: text, name: text, email: text, role: text, onCall: z.boolean() },
  revision: z.int().meta({ description: 'Of name, address and role: what If-Match names to change them' }),
  clients: z.int().meta({ description: 'Clients they carry' }),
  hiredOn: text.nullable().meta({ description: 'Null: no file was begun' }),
  mayTakeClients: z.boolean(),
  until: instantOut.nullable().meta({ description: 'Until when, where there is an end' }),
  missing: z.array(text).meta({ description: 'Kinds of the staff policy that nothing on file stands for' }),
};

export const staffList = z.strictObject({
  asOf: instantOut,
  held: z.boolean().meta({
    description: 'Whether the agency is held to its staff policy; else nobody is kept from clients',
  }),
  items: z.array(z.strictObject({ ...person, open: z.int(), overdue: z.int() })),
});

export const staffMemberReply = z.strictObject({
  asOf: instantOut,
  held: z.boolean(),
  ...person,
  duties: z.array(
    z.strictObject({
      ...{ ...namedDuty, duty: text, due: instantOut },
      state: z.enum(staffDutyStates),
      metOn: text.nullable(),
    }),
  ),
  asked: z
    .array(
      z.strictObject({
        ...{ ...namedDuty, duty: text, source: text, basis: text },
        accepts: z.record(text, z.array(text)),
        expiryStated: z.boolean(),
        renewAfterMonths: z.int().nullable(),
      }),
    )
    .meta({ description: 'What the staff policy asks of the role' }),
});

export const hireList = z.strictObject({
  items: z.array(
    z.strictObject({
      ...{ staffId: text, name: text, role: text, hiredOn: text, noticeSentOn: text },
      verified: z.array(text).meta({ description: 'Kinds that were verified when the notice was sent' }),
      mayTakeClients: z.boolean(),
    }),
  ),
});
