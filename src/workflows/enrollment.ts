import type { EnrollmentInput } from '../contracts/messages.ts';
import { type Found, startedByStranger } from './admission.ts';
import { Pathway } from './pathway.ts';

/**
 * One client's way through the county's care pathway, from the referral to the end of what discharge left to do.
 *
 * What is owed, by when, and what meets it stands in the policy profile; what has happened stands in the record.
 * This is all there is between them: steps are taken in whenever somebody enters them, and whenever nobody does,
 * the next deadline comes.
 */
export async function enrollment(input: EnrollmentInput, found?: Found): Promise<void> {
  if (startedByStranger(found)) return;
  const pathway = new Pathway(input);
  pathway.takeInSteps();

  await pathway.referred();
  do {
    while (pathway.isOpen()) {
      await pathway.untilSomethingIsDue();
      if (pathway.somethingIsDue()) await pathway.announceWhatIsDue();
      if (pathway.isLong()) await pathway.goOnInNewRun();
    }
    await pathway.settled();
    // A crisis may have come as the last word was said: it opens the enrollment again.
  } while (pathway.isOpen());
}
