import { z } from 'zod';
import type { Provider } from '../directory.document.ts';
import { dateIn, dateOut, instantOut } from '../../../kit/http/dates.ts';
import { called, code, flag, line, personName, withoutRepeats } from '../../../kit/http/schemas.ts';
import { documentReply } from '../../../kit/http/documents/schemas.ts';

const codes = (max: number) => z.array(code).max(max).refine(withoutRepeats, 'names something twice');

/** What a provider is. */
export const providerDescription = {
  name: called(200),
  services: codes(100)
    .min(1)
    .meta({ description: "The agency's codes of the services", example: ['supportive-housing'] }),
  populations: codes(50).meta({ description: 'Whom it serves; nobody named: everybody' }),
  languages: codes(50).meta({ example: ['en', 'es'] }),
  internal: z.boolean().meta({ description: 'Within the agency' }),
  contact: z.strictObject({
    person: personName(200).optional(),
    phone: line(50).optional(),
    email: line(200).optional(),
    address: line(500).optional(),
  }),
};

/** What changes from week to week. */
export const availability = {
  openings: z.int().min(0).max(10_000).nullable().meta({ description: 'Null: not known' }),
  waitingDays: z.int().min(0).max(3650).nullable().meta({ description: 'Null: not known' }),
};

export const verifiedOn = dateIn('done').meta({ description: 'When it was last asked; left out, today' });

export const providerContent: z.ZodType<Provider> = z
  .strictObject({ ...providerDescription, ...availability, verifiedOn: dateOut })
  .meta({ id: 'ProviderContent' });

export const providerQuery = z.strictObject({
  service: code.optional(),
  population: code.optional(),
  language: code.optional(),
  open: flag.optional().meta({ description: 'Whether it has openings' }),
});

export const providerList = z.strictObject({
  asOf: instantOut,
  verifiedWithinDays: z
    .int()
    .nullable()
    .meta({ description: 'Verified longer ago than that, an entry is stale; null: the policy does not say' }),
  items: z.array(
    z.strictObject({
      ...documentReply('FoundProvider', providerContent).shape,
      fit: z.strictObject({
        population: z.boolean(),
        language: z.boolean(),
        stale: z.boolean().meta({ description: 'Ask it again before a referral' }),
      }),
    }),
  ),
});
