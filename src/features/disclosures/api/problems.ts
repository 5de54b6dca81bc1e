import { type Problem, refusal } from '../../../kit/http/problem.ts';

export const disclosureProblems = {
  'law-does-not-cover': refusal(
    422,
    'That law does not let it be told',
    'Name the law that does, or a release that the client has signed; where it has been said already and neither allowed it, say so.',
  ),
  'list-not-handed-out': refusal(
    409,
    'This list is not handed out',
    'It names no client, or it is for the agency alone: take it along for use here. Lists of clients are handed out by the address at which they are read.',
  ),
  'list-not-covered': refusal(
    409,
    'Not every client in the list has agreed to it',
    'Choose filters that leave those out, ask them for a release to that recipient, or name the law that lets all of it be told.',
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
