import { type Problem, refusal } from '../../../kit/http/problem.ts';

export const authorizationProblems = {
  'document-missing': refusal(
    422,
    'A document that has to go with it is missing',
    'Enclose what the answer names (AC-2, AU-2): from the record, by its id in `enclosed`.',
  ),
  'consent-over': refusal(
    403,
    'The client’s consent does not let you read it any more',
    'Decide by what you have read, or ask back: the coordinator can ask the client for a new consent.',
  ),
  'enclosure-unknown': refusal(
    422,
    'What is enclosed is not there to be sent',
    'Enclose what this client’s record has, by its id: a complete plan, an index with its answers, the last meeting of the team, a kept file of that kind.',
  ),
  'enclosure-changed': refusal(
    409,
    'What is enclosed is not as it was',
    'Look at it again: it was changed, done anew, voided or struck out since. Then enclose what stands there now.',
  ),
  'authorization-dates': refusal(
    422,
    'The dates make no sense',
    'Give a last day that is not before the first.',
  ),
  'unknown-authorization': refusal(
    422,
    'There is no such authorization',
    'Name it by the step that asked for it, as the list of authorizations shows.',
  ),
  'authorization-out-of-turn': refusal(
    409,
    'The authorization is at another point',
    'Look at the authorization: somebody has decided, ended or sent it since, or has not yet.',
  ),
  'unknown-extension': refusal(
    422,
    'There is no such extension request',
    'Name it by the step that asked for it, as the list of authorizations shows.',
  ),
  'extension-out-of-turn': refusal(
    409,
    'The extension request is at another point',
    'Look at the request: somebody has decided it, sent it again or taken it back since, or has not yet.',
  ),
  'request-not-named': refusal(
    422,
    'More than one request waits',
    'Name the one that is decided in `about`, by the step that asked for it.',
  ),
  'decision-exceeds-request': refusal(
    422,
    'More would be approved than was asked for',
    'Approve at most what the request asks for; for more, have it returned and sent again.',
  ),
  'payer-decides': refusal(
    403,
    'The payer decides on requests',
    'Leave it to the payer, who has it in their list. A lead records letters only of a payer without access.',
  ),
  'own-request': refusal(
    403,
    'It is your own request',
    "Have another lead record the payer's decision: nobody decides on what they have asked for.",
  ),
  'letter-date-missing': refusal(
    422,
    "The date of the payer's letter is missing",
    "Give the date on the payer's letter in `letterDated`: without one there is no decision to record.",
  ),
  'letter-date-impossible': refusal(
    422,
    "The payer's letter cannot have that date",
    'Give the date on the letter, which is neither ahead nor before the request.',
  ),
  'authorization-overlap': refusal(
    409,
    'Another authorization covers some of these days',
    'Ask for days after the present one, or end that one first.',
  ),
  'authorization-not-in-force': refusal(
    409,
    'Nothing is authorized on that day',
    'Look at the days and the state of the authorization; ask the payer before the service is given.',
  ),
  'units-exceeded': refusal(
    409,
    'More units would be used than are authorized',
    'Ask the payer for more units first (AU-2).',
  ),
  'units-missing': refusal(
    422,
    'The units used are missing',
    'Say how many units of the authorization it used.',
  ),
  'decision-incomplete': refusal(
    422,
    'The decision does not say what is approved',
    'Give the units, the first and the last day that are approved.',
  ),
  'appeal-too-late': refusal(
    409,
    'The time for an appeal is over',
    'Send a new request, with what the payer asked for.',
  ),
  'procedure-code-missing': refusal(
    422,
    'A billable service has a procedure code',
    'Give the procedure code, or record the service as one that is not billed (AU-5).',
  ),
  'not-the-identified-patient': refusal(
    422,
    'Others pay only for the identified patient',
    'Record it as not billed and under no authorization, or in the enrollment of the person it was for (AU-5).',
  ),
  'fund-exhausted': refusal(
    409,
    'The discretionary fund does not hold that much',
    'Ask a supervisor for a deposit, or have the payer asked for the service instead.',
  ),
  'unknown-payment': refusal(
    422,
    'The fund has no such payment',
    'Name the payment by its entry of the fund.',
  ),
  'payment-settled': refusal(
    409,
    'That much of the payment is not outstanding',
    'Look at the entries of the fund: part of it, or all, has come back already.',
  ),
  'payment-not-voidable': refusal(
    409,
    'A payment from the fund is not voided',
    'Enter what has come back in the fund, where it stays visible.',
  ),
} satisfies Record<string, Problem>;
