import { type Problem, refusal } from '../../../kit/http/problem.ts';

export const referralProblems = {
  'provider-listed': refusal(409, 'The provider is in the directory already', 'Revise or verify its entry.'),
  'provider-retired': refusal(
    409,
    'The provider is retired',
    'List it again as a new entry, should it take referrals again.',
  ),
  'release-missing': refusal(
    409,
    'No release of information covers it',
    'Record the release that the client has signed, for that recipient, purpose and content; without one nothing may be told (RF-3, CO-5).',
  ),
  'choice-missing': refusal(
    409,
    "The client's choice is missing",
    'Offer the client providers for the service and record the choice; a referral goes to the one chosen, and a new referral wants a new choice (PL-6).',
  ),
  'choice-not-offered': refusal(
    422,
    'The chosen provider was not offered',
    'Name what was chosen among the options, or nothing where the client chose none of them.',
  ),
  'referral-out-of-order': refusal(
    409,
    'Something comes before a referral',
    'Record what is missing first: intake, assessment, service plan, staffing, the plan finalized, then the referral (RF-1).',
  ),
  'need-not-confirmed': refusal(
    422,
    'The need is not confirmed',
    'Go through the need with the client first, and name it by the id of that step (IN-3).',
  ),
  'provider-not-suitable': refusal(
    409,
    'The provider is not known to suit',
    'Ask for openings and waiting time, and choose a provider that serves the client (RF-4).',
  ),
  'words-beside-plan': refusal(
    422,
    'The plan says what is told',
    'Choose needs, services and goals from the client’s complete plan (`plan`, `planNeeds`, `planServices`, `planGoals`), and type nothing beside them, the payer neither; words of one’s own are for before there is a plan (RF-2).',
  ),
  'words-beside-need': refusal(
    422,
    'The need says what is told',
    'Name the confirmed need (`need`), and type nothing beside it: issue, service, goal and dates follow from it, and of the payer an emergency tells nothing (RF-2).',
  ),
  'plan-changed': refusal(
    409,
    'The plan is not as it was',
    'Look at the plan again, and choose from what it says now.',
  ),
  'unknown-plan-item': refusal(
    422,
    'The plan has no such item',
    'Choose among the needs, services and open goals of that plan, by their ids.',
  ),
  'referral-dates': refusal(
    422,
    'A date of the referral has passed',
    'Give target and review dates that are not before the referral; from a plan, choose goals whose dates lie ahead, or amend the plan first.',
  ),
  'referral-fee': refusal(
    422,
    'A fee for a referral',
    'Leave it out: a fee for a referral is never given or taken (AU-5).',
  ),
  'unknown-provider': refusal(
    422,
    'The directory has no such provider',
    "Name a provider that your agency's directory lists; take it in there first.",
  ),
  'unknown-referral': refusal(
    422,
    'The enrollment has no such referral',
    'Use the id of the step that made it, as the referrals show it.',
  ),
  'referral-out-of-turn': refusal(
    409,
    'The referral does not stand there',
    'Look at the state of the referral: what comes before this step is missing, or it is done already.',
  ),
  'decline-reason-missing': refusal(
    422,
    'Why the provider declined is missing',
    'Give the reason that the provider gave.',
  ),
  'not-a-coordinators-service': refusal(
    422,
    'Treatment is not a service of coordinators',
    'Refer the client to somebody who treats; coordinators link, monitor and advocate (SV-2).',
  ),
} satisfies Record<string, Problem>;
