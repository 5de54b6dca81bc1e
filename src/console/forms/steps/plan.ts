import { formatLocalDate } from '../../../engine/calendar/index.ts';
import { initiativeLevels } from '../../../engine/record/steps/plans.ts';
import type { PlanVersion } from '../../../features/plans/plan.ts';
import type { Plans } from '../../server/replies.ts';
import type { StepsOf } from '../registry.ts';
import { date, type Known, note, one, optional, prose, type StepForms, thing, yesNo } from './fields.ts';

const plansPath = ({ enrollmentId }: Pick<Known, 'enrollmentId'>) => `/enrollments/${enrollmentId}/plans`;
const reads = (given: Pick<Known, 'enrollmentId'>) => [plansPath(given)];

/** Plans on file of these versions, the newest first; a draft is completed with the step. */
const plans =
  (...versions: PlanVersion[]) =>
  (given: Known) =>
    ((given.reply(plansPath(given)) as Plans | undefined)?.items ?? [])
      .filter(({ state, content }) => state !== 'discarded' && versions.includes(content.version))
      .toReversed()
      .map(({ documentId, state, content, updatedAt }) => ({
        value: documentId,
        label: given.say('thing.plan', {
          version: given.say(`option.plan.${content.version}`),
          state: given.say(`option.planState.${state}`),
          day: given.time.day(updatedAt),
        }),
      }));
const planOf = (...versions: PlanVersion[]) =>
  thing(plans(...versions), { label: 'field.plan', none: 'plan.writeFirst' });
const completes = (version: PlanVersion) => ({ facts: { plan: planOf(version) }, words: { note }, reads });

/** The plan of care: each names the document that it stands on (PL). */
export const forms: StepForms<StepsOf<'plan'>> = {
  completePreliminarySccp: completes('preliminary'),
  completeFullSccp: completes('full'),
  reviewSccp: {
    facts: {
      initiative: one('contact.review', initiativeLevels, { label: 'contact.review' }),
      plan: optional(planOf('full', 'amended', 'annual', 'transition')),
    },
    words: { summary: optional(prose()), note },
    reads,
  },
  amendSccp: {
    facts: { plan: planOf('amended'), disclosureChanges: yesNo() },
    words: { note },
    reads,
  },
  renewServicePlan: completes('annual'),
  setReleaseDate: {
    facts: { releaseOn: date(({ today }) => formatLocalDate(today + 30)) },
    words: { note },
    now: true,
  },
  completeTransitionSccp: completes('transition'),
};
