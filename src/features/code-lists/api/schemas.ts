import { z } from 'zod';
import { codeForm } from '../../../kit/http/codes.ts';
import { line, whyInShort } from '../../../kit/http/schemas.ts';

/** With those that are retired: none of them ever goes. */
const mostCodes = 200;

const listed = {
  code: codeForm.meta({ description: 'Names it for ever', example: 'housing' }),
  title: line(120).meta({ description: 'What people read', example: 'Nowhere safe to stay' }),
  retired: z
    .boolean()
    .default(false)
    .meta({ description: 'It is used no more; what was recorded under it keeps it' }),
};
const need = z.strictObject({
  ...listed,
  dangerous: z
    .boolean()
    .meta({ description: 'By its kind: told without an emergency, it is asked back (IN-2)' }),
});
const crisis = z.strictObject(listed);

/** The whole of both lists, in the order in which they are shown. */
export const codeListsFields = {
  needs: z.array(need).min(1).max(mostCodes),
  crises: z.array(crisis).min(1).max(mostCodes),
  reason: whyInShort(),
};

const text = z.string();
const kept = { code: text, title: text, retired: z.boolean() };
export const codeListsContent = z
  .strictObject({
    needs: z
      .array(z.strictObject({ ...kept, dangerous: z.boolean() }))
      .meta({ description: 'What an emergency may be about' }),
    crises: z.array(z.strictObject(kept)).meta({ description: 'What counts as a crisis' }),
  })
  .meta({ id: 'CodeLists' });
