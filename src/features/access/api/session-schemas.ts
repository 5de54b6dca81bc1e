import { z } from 'zod';
import { everyone } from '../../../kit/http/roles.ts';
import { instantOut } from '../../../kit/http/dates.ts';

const text = z.string();

export const sessionReply = z
  .strictObject({ expiresAt: instantOut.meta({ description: 'Then one signs in anew' }) })
  .meta({
    id: 'Session',
    description: 'A browser that is signed in, by a cookie that its scripts cannot read',
  });

export const sessionEnded = z.strictObject({ endedAt: instantOut }).meta({ id: 'SessionEnd' });

export const meReply = z
  .strictObject({
    staffId: text,
    name: text,
    role: z.enum(everyone),
    operations: z.array(text).meta({ description: 'What this role may do, by the names of the operations' }),
    agency: z.strictObject({
      ...{ agencyId: text, name: text, timeZone: text },
      policy: z
        .strictObject({ profileHash: text, calendarHash: text })
        .meta({ description: 'In force for who comes today: GET /policies/{hash}' }),
    }),
    onCallNow: z.boolean(),
    coveringFor: z.array(z.strictObject({ staffId: text, name: text })),
    signedInUntil: instantOut.nullable(),
    draftKey: text.meta({
      description:
        'By what a browser closes what is written and not sent yet (AES-GCM, 32 bytes as base64url); keep it in memory',
    }),
  })
  .meta({ id: 'Me', description: 'Who calls' });
