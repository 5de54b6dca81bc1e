import { z } from 'zod';
import { line, prose } from '../../../kit/http/schemas.ts';

const way = z.strictObject({
  kind: z.enum(['phone', 'text', 'email', 'address', 'place', 'person']),
  value: line(500).meta({ description: 'Number, address, or where they are found. Protected.' }),
  mayLeaveMessage: z.boolean(),
  note: prose('What else is to be known of this way.').optional(),
});

export const contactInformationFields = {
  ways: z.array(way).min(1).max(20).meta({ description: 'Best way first' }),
  bestTimes: prose('When the client is best reached.').optional(),
};

export const contactInformation = z.strictObject(contactInformationFields).meta({ id: 'ContactInformation' });
