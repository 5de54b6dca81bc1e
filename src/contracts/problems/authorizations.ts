import type { AuthorizationRefusal } from '../../domain/authorizations/refusals.ts';
import { type Problem, refusal } from './problem.ts';

export const authorizationProblems = {
  'document-missing': refusal(
    422,
    'A document that has to go with it is missing',
    'Enclose what the answer names (AC-2, AU-2), and list it in `documents`.',
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
} satisfies Record<AuthorizationRefusal, Problem>;
