import type { Gap } from './gap.ts';
import { fundingGaps } from './funding.ts';
import type { Plan, PlanVersion, SignatureRole } from './plan.ts';
import { signedPart } from './plan.ts';

type Part = 'goals' | 'services' | 'responsibilities' | 'funding' | 'transition';

/** What each version has to hold, beside strengths, needs and the safety plan that all of them hold. */
const parts: Record<PlanVersion, Part[]> = {
  // The most immediate needs only (PL-1).
  preliminary: ['goals', 'services'],
  full: ['goals', 'services', 'responsibilities', 'funding'],
  amended: ['goals', 'services', 'responsibilities', 'funding'],
  annual: ['goals', 'services', 'responsibilities', 'funding'],
  transition: ['goals', 'services', 'responsibilities', 'funding', 'transition'],
};

/** Who has to have signed. A client who declines has been asked, and that is written down. */
export const signersOf: Record<PlanVersion, SignatureRole[]> = {
  preliminary: ['client', 'coordinator'],
  full: ['client', 'coordinator', 'team-member'],
  amended: ['client', 'coordinator'],
  annual: ['client', 'coordinator', 'team-member'],
  transition: ['client', 'coordinator', 'parole-agent'],
};

/** What a complete plan of its version must hold and this one does not; `today` and all dates are `YYYY-MM-DD`. */
export function missingFrom(plan: Plan, today: string, hashOf: (value: unknown) => string): Gap[] {
  const { sections, version } = plan;
  const wanted = parts[version];
  return [
    ...reasonGaps(plan),
    ...filled('strengths', sections.strengths),
    ...filled('needs', sections.needs),
    ...immediateGaps(plan),
    ...filled('goals', sections.goals),
    ...goalGaps(plan, today),
    ...filled('services', sections.services),
    ...serviceGaps(plan),
    ...(wanted.includes('responsibilities') ? filled('responsibilities', sections.responsibilities) : []),
    ...(wanted.includes('funding') ? fundingGaps(sections) : []),
    ...safetyGaps(plan),
    ...(wanted.includes('transition') ? transitionGaps(plan) : []),
    ...signatureGaps(plan, hashOf(signedPart(plan))),
  ];
}

/** True when what is missing is the Safety/Crisis Plan as a whole (PL-3). */
export function lacksSafetyPlan({ sections: { safetyPlan } }: Plan): boolean {
  return safetyPlan === null;
}

/** PL-8: a change is justified, and its dates are looked at again. */
function reasonGaps({ version, reason, from, sections }: Plan): Gap[] {
  if (version !== 'amended' && version !== 'annual') return [];
  const gaps: Gap[] = [];
  if (reason === null) gaps.push({ field: 'reason', detail: 'why the plan is changed (PL-8)' });
  const open = sections.goals.filter(({ state }) => state === 'open');
  const same = open.every(({ id, targetOn, reviewOn }) => {
    const before = from?.dates[id];
    return before?.targetOn === targetOn && before.reviewOn === reviewOn;
  });
  if (from && open.length > 0 && same)
    gaps.push({ field: 'sections.goals', detail: 'target or review dates that are updated (PL-8)' });
  return gaps;
}

function filled(section: string, items: readonly unknown[]): Gap[] {
  return items.length > 0 ? [] : [{ field: `sections.${section}`, detail: 'at least one' }];
}

function immediateGaps({ version, sections: { needs } }: Plan): Gap[] {
  if (version !== 'preliminary' || needs.length === 0 || needs.some(({ immediate }) => immediate)) return [];
  return [{ field: 'sections.needs', detail: 'the most immediate needs, marked as such (PL-1)' }];
}

/** PL-7: an open goal has strategies, and dates that still lie ahead. */
function goalGaps({ sections: { goals, needs } }: Plan, today: string): Gap[] {
  const known = new Set(needs.map(({ id }) => id));
  return goals.flatMap((goal, i) => {
    const at = (part: string) => `sections.goals.${i}.${part}`;
    const gaps: Gap[] = [];
    if (goal.needs.length === 0 || !goal.needs.every((id) => known.has(id)))
      gaps.push({ field: at('needs'), detail: 'the needs it answers, by their ids' });
    if (goal.state !== 'open') return gaps;
    if (goal.strategies.length === 0) gaps.push({ field: at('strategies'), detail: 'at least one' });
    if (goal.targetOn < today) gaps.push({ field: at('targetOn'), detail: 'a target date that lies ahead' });
    if (goal.reviewOn < today) gaps.push({ field: at('reviewOn'), detail: 'a review date that lies ahead' });
    return gaps;
  });
}

/** PL-6: the options, the client's choice among them, and why; PL-9: before a release, the first appointment, too. */
function serviceGaps({ version, sections: { services, goals } }: Plan): Gap[] {
  const known = new Set(goals.map(({ id }) => id));
  return services.flatMap(({ goals: served, options, onlyOption, choice, firstAppointment }, i) => {
    const at = (part: string) => `sections.services.${i}.${part}`;
    const gaps: Gap[] = [];
    if (served.length === 0 || !served.every((id) => known.has(id)))
      gaps.push({ field: at('goals'), detail: 'the goals it serves, by their ids' });
    if (options.length === 0 || (options.length === 1 && onlyOption === undefined))
      gaps.push({
        field: at('options'),
        detail: 'the providers that were offered, or why there is only one',
      });
    if (!choice) gaps.push({ field: at('choice'), detail: 'what the client chose, and why' });
    else if (!options.some(({ provider }) => provider === choice.provider))
      gaps.push({ field: at('choice.provider'), detail: 'one of the providers that were offered' });
    if (version === 'transition' && !firstAppointment)
      gaps.push({ field: at('firstAppointment'), detail: 'the first appointment, made before the release' });
    return gaps;
  });
}

/** PL-3: built on the client's own strengths and natural supports. */
function safetyGaps({ sections: { safetyPlan, strengths } }: Plan): Gap[] {
  if (!safetyPlan) return [{ field: 'sections.safetyPlan', detail: 'the Safety/Crisis Plan (PL-3)' }];
  const known = new Set(strengths.map(({ id }) => id));
  const { warningSigns, naturalSupports, steps, crisisContacts } = safetyPlan;
  const gaps = Object.entries({ warningSigns, naturalSupports, steps, crisisContacts })
    .filter(([, list]) => list.length === 0)
    .map(([part]) => ({ field: `sections.safetyPlan.${part}`, detail: 'at least one' }));
  const builds = safetyPlan.strengths.length > 0 && safetyPlan.strengths.every((id) => known.has(id));
  return builds
    ? gaps
    : [
        ...gaps,
        { field: 'sections.safetyPlan.strengths', detail: "the client's strengths it uses, by their ids" },
      ];
}

function transitionGaps({ sections: { transition } }: Plan): Gap[] {
  if (!transition)
    return [{ field: 'sections.transition', detail: 'the release and who prepares it (PL-9)' }];
  if (transition.meetings.some(({ attended }) => attended)) return [];
  return [{ field: 'sections.transition.meetings', detail: 'a pre-release meeting that was attended' }];
}

function signatureGaps({ version, signatures }: Plan, hash: string): Gap[] {
  const signed = new Set(signatures.filter((one) => one.hash === hash).map(({ role }) => role));
  // A guardian signs for a client who cannot.
  if (signed.has('guardian')) signed.add('client');
  return signersOf[version]
    .filter((role) => !signed.has(role))
    .map((role) => ({ field: 'signatures', detail: `the signature of the ${role.replace('-', ' ')}` }));
}
