import { signedPlan } from '../api-plans.ts';
import type { Stage } from './stage.ts';
import { signedOnPaper } from '../../../prisma/seed/index.ts';

const service = 'supportive-housing';

/** Of each stage: files of tests share this module, and each has a database of its own. */
const harbors = new WeakMap<Stage, Promise<string>>();

/** A provider of the directory. */
async function provider(stage: Stage): Promise<string> {
  const harbor =
    harbors.get(stage) ??
    stage.begun('coordinator', '/providers', {
      ...{ name: 'Harbor House', services: [service], populations: [], languages: ['en'], internal: false },
      ...{ contact: {}, openings: 2, waitingDays: 3 },
    });
  harbors.set(stage, harbor);
  return await harbor;
}

/** A release under which a referral goes out. */
export async function released(stage: Stage) {
  return {
    ...{ recipient: await provider(stage), recipientKind: 'provider', purpose: 'referral' },
    content: ['identity', 'presenting-issue', 'services', 'goals', 'payer'],
    ...{ expiresOn: stage.dayIn(29), recipientName: 'Harbor House', ...signedOnPaper(stage.dayIn(0)) },
  };
}

type Turn =
  | 'recordChoice'
  | 'makeReferral'
  | 'sendReferral'
  | 'recordReferralAnswer'
  | 'startService'
  | 'reviewService'
  | 'recordServiceFeedback'
  | 'endService'
  | 'withdrawReferral';

/** What that step of a referral says, after all that comes before it. */
export async function referred(stage: Stage, id: string, wanted: Turn): Promise<object> {
  const { step, rig } = stage;
  const chosen = await provider(stage);
  const choice = {
    ...{ service, options: [chosen], chosen, optionsOffered: 'A room.', reasons: 'Close to her mother.' },
  };
  if (wanted === 'recordChoice') return choice;
  await step(id, 'logContact', { with: 'client', mode: 'face-to-face', outcome: 'reached' });
  await step(id, 'scoreAcuity', { score: 40 });
  const preliminary = await signedPlan(rig, id, { version: 'preliminary' });
  await step(id, 'completePreliminarySccp', { plan: preliminary });
  await step(id, 'recordStaffing', { purpose: 'referral', talk: 'On housing.', recommendations: 'Refer.' });
  const plan = await signedPlan(rig, id, { version: 'full' });
  await step(id, 'completeFullSccp', { plan });
  await step(id, 'recordChoice', choice);
  const referral = {
    ...{ provider: chosen, service, internal: false, fits: true },
    ...{ plan, planNeeds: ['n1'], planServices: ['v1'], planGoals: ['g1'] },
    ...{ availabilityKnown: true, waitingDays: 3 },
  };
  if (wanted === 'makeReferral') return referral;
  const about = await step(id, 'makeReferral', referral);
  if (wanted === 'withdrawReferral') return { about, reason: 'no-longer-needed' };
  const sent = { about, release: await step(id, 'grantRelease', await released(stage)) };
  if (wanted === 'sendReferral') return sent;
  await step(id, 'sendReferral', sent);
  if (wanted === 'recordReferralAnswer') return { about, answer: 'accepted' };
  await step(id, 'recordReferralAnswer', { about, answer: 'accepted' });
  if (wanted === 'startService') return { about };
  await step(id, 'startService', { about });
  return {
    reviewService: { about, decision: 'continue', findings: 'She has settled in.' },
    recordServiceFeedback: { about, from: 'client', delivered: true, feedback: 'They listen.' },
    endService: { about, reason: 'completed' },
  }[wanted];
}

/** A referral that waits for no plan: in an emergency it says what its need says. */
export async function referredInEmergency(stage: Stage, id: string): Promise<object> {
  const referral = (await referred(stage, id, 'makeReferral')) as Record<string, unknown>;
  const { plan: _, planNeeds: _n, planServices: _s, planGoals: _g, ...rest } = referral;
  const need = await stage.step(id, 'confirmNeed', { need: 'housing', outcome: 'confirmed', last: true });
  return { ...rest, need, emergency: true };
}
