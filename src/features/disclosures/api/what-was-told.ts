import type { Told } from '../../../engine/record/steps/disclosures.ts';
import type { Resolve } from '../../../kit/http/command-spec.ts';
import { isRefusal, refuse } from '../../../kit/http/reply.ts';
import { consequencesOf, recipientOf } from '../telling.ts';
import { knownRecipients } from './known-recipients.ts';

/** Looks up who was told, beside what else the step names, and adds what follows from it. */
export function whatWasTold(beside: Resolve | null): Resolve {
  return {
    problems: ['unknown-recipient', ...(beside?.problems ?? [])],
    async look(submitted, context) {
      const others = beside === null ? {} : await beside.look(submitted, context);
      if (isRefusal(others)) return others;
      const { disclosed: told, emergencyNote } = submitted.body as {
        disclosed?: Told[];
        emergencyNote?: string;
      };
      if (told === undefined) return others;
      const known = await knownRecipients(submitted, context, told.map(recipientOf));
      const errors = told.flatMap((one, place) => {
        if (known(recipientOf(one))) return [];
        const pointer = `${submitted.pointer}/disclosed/${place}/recipient`;
        return [{ pointer, detail: 'is nobody of that kind whom the record knows' }];
      });
      if (errors.length > 0) return refuse('unknown-recipient', { errors });
      return { ...others, ...consequencesOf(told, emergencyNote !== undefined) };
    },
  };
}
