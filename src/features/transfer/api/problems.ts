import type { TransferRefusal } from '../refusals.ts';
import { type Problem, refusal } from '../../../kit/http/problem.ts';

/** `client-already-enrolled` is the same as of a referral. */
export const transferProblems = {
  'unknown-agency': refusal(
    422,
    'There is no such other agency here',
    'Name an agency that GET /transfers/agencies lists.',
  ),
  'transfer-open': refusal(
    409,
    'A transfer of this client is under way',
    'Withdraw the offer before another is made; one that was accepted goes on by itself.',
  ),
  'transfer-settled': refusal(
    409,
    'The offer has been answered or withdrawn',
    'Look at the transfer. Where it was declined or withdrawn, the sending agency may offer anew.',
  ),
  'client-differs': refusal(
    409,
    'That reference is of somebody else',
    'Send a reference that is free, or the one under which you know this very client.',
  ),
  'unknown-carried-duty': refusal(
    422,
    'Nothing of that name came over',
    'Name what came over by its step, as GET /enrollments/{id}/carried shows it.',
  ),
  'carried-duty-settled': refusal(409, 'It is settled already', 'Nothing is to be done.'),
} satisfies Record<Exclude<TransferRefusal, 'client-already-enrolled'>, Problem> & Record<string, Problem>;
