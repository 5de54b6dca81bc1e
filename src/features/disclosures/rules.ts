import type { Rule, Trigger } from '../../engine/record/authoring.ts';
import { every, plain } from '../../engine/policy/rule-parts.ts';
import type { Where } from '../../engine/policy/profile.ts';

const privacy = 'Agency default, after 002 (obtain releases before sharing protected information)';

/** Something was told which nothing allowed: the privacy officer settles it. */
export const unauthorizedKind = 'disclosure.unauthorized';

/** Each telling by itself, also after a discharge; the step that told it names it. */
const tellings = (where: Where): Trigger[] =>
  (
    [
      'logContact',
      'holdRstMeeting',
      'notifyTreatmentProvider',
      'recordLocateAttempt',
      'recordServiceFeedback',
    ] as const
  ).map((step) => ({
    ...{ on: 'step', step, where, discharged: 'also' },
    // Not the referral that it may be about.
    thing: 'disclosed',
  }));

/** Duties about what was told (RF-3, CO-5), one obligation a telling. */
export const disclosureRules: Rule[] = [
  {
    ...plain,
    kind: unauthorizedKind,
    duty: 'RF-3',
    title: 'Settle a disclosure that nothing allowed',
    opens: tellings({ unauthorized: true }),
    perThing: true,
    cadence: every(2, 'business-days', privacy, 'agency'),
    met: [{ step: 'resolveDisclosure' }],
    ladder: 'privacy',
    holdable: false,
    afterDischarge: true,
  },
  {
    ...plain,
    kind: 'disclosure.note',
    duty: 'RF-3',
    title: 'Write the note of what was told in the emergency',
    opens: tellings({ unnoted: true }),
    perThing: true,
    cadence: every(
      1,
      'business-days',
      'Agency default, after 42 CFR 2.51(c) (immediately following)',
      'agency',
    ),
    met: [{ step: 'noteDisclosure' }],
    holdable: false,
    afterDischarge: true,
  },
];
