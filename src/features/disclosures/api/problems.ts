import { type Problem, refusal } from '../../../kit/http/problem.ts';

export const disclosureProblems = {
  'law-does-not-cover': refusal(
    422,
    'That law does not let it be told',
    'Name the law that does, or a release that the client has signed; where it has been said already and neither allowed it, say so.',
  ),
  'unknown-disclosure': refusal(
    422,
    'The enrollment has no such disclosure',
    'Name the contact or meeting in which it was told, as the accounting of disclosures shows it.',
  ),
  'unknown-recipient': refusal(
    422,
    'Nobody of that kind is known by that name',
    "Name somebody of the client's roster, a provider of the directory, or say by their role who it was.",
  ),
} satisfies Record<string, Problem>;
