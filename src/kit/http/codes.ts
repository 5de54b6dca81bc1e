import { z } from 'zod';
import { type CodeListName, inForce } from '../../engine/policy/code-lists.ts';
import { doorNow } from './door.ts';

const form = /^[a-z][a-z0-9-]{0,39}$/;

/** How a code of an agency's lists is written. */
export const codeForm = z.string().regex(form);

/**
 * A code of one of the agency's lists. Which those are is known at the door alone, and asked there alone: what was taken in once
 * stays, whatever becomes of the list.
 */
export function codeIn(
  list: CodeListName,
  { description, example }: { description: string; example: string },
) {
  return z
    .string()
    .superRefine((code, context) => {
      const door = doorNow();
      if (!door) return;
      door.asksForCodes = true;
      if (!door.codes) return;
      const known = inForce(door.codes, list);
      if (known.includes(code)) return;
      const retired = door.codes[list].some((one) => one.code === code);
      const choice = `must be one of: ${known.join(', ')}`;
      context.addIssue({ code: 'custom', message: retired ? `is retired; ${choice}` : choice });
    })
    .meta({
      description: `${description} A code of the agency's own list (GET /code-lists). Protected.`,
      example,
      'x-code-list': list,
      override: { pattern: form.source },
    });
}
