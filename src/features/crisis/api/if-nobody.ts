import { z } from 'zod';
import type { Profile } from '../../../engine/policy/profile.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { sourced } from '../../../kit/http/reply-parts.ts';
import { crisisChain, emergencyChain } from '../if-nobody.ts';

const text = z.string();
const chain = z.strictObject({
  pages: z
    .array(z.strictObject({ to: text, afterMinutes: z.int() }))
    .meta({ description: 'In this order, in minutes from the first' }),
  againAfter: z.int().nullable().meta({
    description: 'In how many minutes after the last the first is paged again; null: nobody else is',
  }),
  ...sourced,
});

/** What is done about a page that nobody answers, by the policy of the agency. */
export const ifNobodyOut = z
  .strictObject({
    emergency: chain.nullable(),
    crisis: chain,
    people: z
      .array(z.strictObject({ audience: text, names: z.array(text) }))
      .meta({ description: 'Who they are now, whoever is asked first before all others' }),
    byHand: z
      .strictObject({ what: text, ...sourced })
      .nullable()
      .meta({ description: 'What whoever hears of it does, in the words of the policy' }),
  })
  .meta({ id: 'IfNobodyAnswers' });

export const nextPageOut = z
  .strictObject({ audience: text, at: instantOut })
  .nullable()
  .meta({ description: 'Who is paged next, where nobody answers; null: nobody else is' });

/** `onCall`: who is now. */
export async function ifNobodyOf(
  { reads }: Pick<RouteContext, 'reads'>,
  agencyId: string,
  { profile, onCall }: { profile: Profile; onCall: readonly { name: string }[] },
) {
  const leads = await reads.leadNames(agencyId);
  const guide = profile.crisis?.guide;
  const respond = guide?.value.plan.find(({ action }) => action === 'respond');
  const names = [
    ...onCall.map(({ name }) => ({ audience: 'on-call', name })),
    ...leads.map(({ role, name }) => ({ audience: role, name })),
  ];
  return {
    ...{ emergency: emergencyChain(profile), crisis: crisisChain(profile) },
    people: [...new Set(names.map(({ audience }) => audience))].map((audience) => ({
      audience,
      names: names.flatMap((one) => (one.audience === audience ? [one.name] : [])),
    })),
    byHand: guide && respond ? { what: respond.what, source: guide.source, basis: guide.basis } : null,
  };
}
