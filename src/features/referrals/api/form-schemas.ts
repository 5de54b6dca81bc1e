import { z } from 'zod';
import { dateIn } from '../../../kit/http/dates.ts';
import { screenDomains } from '../screen.ts';
import { called, line, prose, withoutRepeats } from '../../../kit/http/schemas.ts';

const domain = z.enum(screenDomains);

const structuredScreen = z.strictObject({
  takenOn: dateIn('done').optional(),
  domains: z
    .array(z.strictObject({ domain, words: prose("What was found, in the intake unit's own words.") }))
    .min(1)
    .max(domain.options.length)
    .refine((found) => withoutRepeats(found.map((one) => one.domain)), 'names something twice'),
  summary: prose('The screen as a whole.').optional(),
});

/** The comprehensive screen as the CIU has it (IN-1): by domain, or as one text. All of it is protected. */
export const comprehensiveScreen = z.union([
  prose('What the comprehensive screen says.'),
  structuredScreen.meta({ id: 'ComprehensiveScreen' }),
]);

/** Consent forms that came with the referral (IN-1): as they stand on paper, protected as well. */
export const consentForms = z
  .array(
    z
      .strictObject({
        recipient: called(200),
        purpose: prose('What for.'),
        what: prose('What may be disclosed.'),
        expires: line(200).meta({ description: 'The day or event with which it ends, as the form says' }),
        signedOn: dateIn('signed').optional(),
      })
      .meta({ id: 'ConsentForm' }),
  )
  .max(20);
