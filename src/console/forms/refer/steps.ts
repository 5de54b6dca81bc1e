import { formatLocalDate } from '../../../engine/calendar/index.ts';
import type { FactsOf, StepFacts } from '../../../engine/record/steps/index.ts';
import type { Known, Words } from '../steps/fields.ts';
import type { Planned } from '../../../features/referrals/from-plan.ts';
import { chosenOf, offering, releaseFor, toldBy } from './fields.ts';
import { saidInEmergency } from './need.ts';
import { pickedIn, planFor, saidBy } from './plan.ts';

/** A step as it is judged here, and as it is sent. */
type Step = { facts: StepFacts; body: object };

const text = (words: Words, name: string): string => {
  const written = words[name];
  return typeof written === 'string' ? written.trim() : '';
};

/**
 * The choice, the release where none covers it, the referral, and that it is sent: all at once. Those that name another one do so
 * by the id that it will have (`idOf`, by its place). Null while no provider is chosen, or not yet what of the plan is told.
 */
export function referralSteps(known: Known, words: Words, idOf: (place: number) => string): Step[] | null {
  const provider = chosenOf(known, words);
  if (!provider) return null;
  const { documentId: chosen, content } = provider;
  const plan = planFor(words, known);
  const byNeed = saidInEmergency(known, words);
  const said = saidIn(known, words);
  if (!said) return null;
  const service = text(words, 'service');
  const replaces = known.duty?.kind === 'referral.choose-again' ? known.duty.about : null;
  const choice: FactsOf<'recordChoice'> = {
    ...{ type: 'recordChoice', service, chosen },
    options: offering(known, words).map(({ documentId }) => documentId),
    ...(replaces === null ? {} : { replaces }),
  };
  const before = releaseFor(known, words);
  const release: FactsOf<'grantRelease'> = {
    ...{ type: 'grantRelease', recipient: chosen, recipientKind: 'provider', purpose: 'referral' },
    ...{ content: [...toldBy(words, known)], expiry: 'date', expiresOn: text(words, 'expiresOn') },
    // What the form says when it is ticked: the client has signed it on paper, today.
    ...{ signer: 'client', signature: 'on-paper', signedOn: formatLocalDate(known.today) },
  };
  const need = text(words, 'need');
  const chosenOfPlan = plan && { plan: plan.documentId, planHash: plan.hash, ...pickedIn(words) };
  const referral: Omit<FactsOf<'makeReferral'>, 'targetOn' | 'reviewOn'> = {
    ...{ type: 'makeReferral', provider: chosen, service, internal: content.internal },
    ...{
      availabilityKnown: content.openings !== null,
      waitingDays: Number(words['waitingDays']),
      fits: true,
    },
    ...(need === '' ? {} : { need }),
    ...(byNeed ? { emergency: true, ...byNeed.names } : {}),
    ...chosenOfPlan,
  };
  const place = before ? 1 : 2;
  const sending: FactsOf<'sendReferral'> = {
    ...{ type: 'sendReferral', about: idOf(place), release: before?.id ?? idOf(1) },
  };
  const written = (...names: string[]) => Object.fromEntries(names.map((name) => [name, text(words, name)]));
  return [
    { facts: choice, body: { ...choice, ...written('optionsOffered', 'reasons') } },
    ...(before
      ? []
      : [
          {
            facts: release,
            body: {
              ...release,
              recipientName: content.name,
              ...signedWords(known),
              ...written('substanceUse'),
            },
          },
        ]),
    // The plan or the need is named, and what it says is not sent beside it.
    {
      facts: {
        ...{ ...referral, ...said.dates },
        ...(said.planFunding.length === 0 ? {} : { planFunding: said.planFunding }),
        ...(byNeed ? { saidByNeed: true } : {}),
      },
      body: plan || byNeed ? referral : { ...referral, ...said.words, ...said.dates },
    },
    { facts: sending, body: sending },
  ];
}

const signedWords = ({ client, me, say }: Known) => ({
  discloser: me.agency.name,
  signerName: client,
  revocationTold: say('release.toldHow'),
});

const typedWords = (words: Words) => ({
  presentingIssue: text(words, 'presentingIssue'),
  desiredServices: text(words, 'desiredServices'),
  goals: text(words, 'goals'),
});

/** Of today where nobody is asked for any: what is in the way of such a referral is the order. */
const typedDates = ({ today }: Known, words: Words) => ({
  targetOn: text(words, 'targetOn') || formatLocalDate(today),
  reviewOn: text(words, 'reviewOn') || formatLocalDate(today),
});

/** What is told: as an emergency's need says it, as the plan does, or as it is typed; null: not all of it is chosen yet. */
function saidIn(known: Known, words: Words): Planned | null {
  const plan = planFor(words, known);
  return (
    saidInEmergency(known, words) ??
    (plan
      ? saidBy(plan, words)
      : { words: typedWords(words), dates: typedDates(known, words), planFunding: [] })
  );
}

/** What the provider is told, beside who has the client, and nothing more (RF-2). Names are put in from the record. */
export function transmittedWords(known: Known, words: Words) {
  const said = saidIn(known, words);
  return {
    clientName: known.client,
    ...said?.words,
    ...(said && {
      targetOn: known.time.date(said.dates.targetOn),
      reviewOn: known.time.date(said.dates.reviewOn),
    }),
    receivingAgency: chosenOf(known, words)?.content.name ?? '',
  };
}
