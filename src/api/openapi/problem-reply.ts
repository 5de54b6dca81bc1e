import { z } from 'zod';
import { problemCodes } from '../problems.ts';

const text = z.string();

export const problemReply = z
  .looseObject({
    type: text.meta({ description: 'A path of this API that explains the problem' }),
    title: text,
    status: z.int(),
    detail: text.optional(),
    instance: text.meta({ description: 'Names this one answer; support finds it in the logs' }),
    code: z.enum(problemCodes),
    commandId: text
      .optional()
      .meta({ description: 'Names the request that this is about; takes the place of a key' }),
    errors: z
      .array(
        z.strictObject({
          pointer: text.optional().meta({ description: 'JSON pointer into the body' }),
          parameter: text.optional().meta({ description: 'Query parameter or header' }),
          detail: text,
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem document' });
