import type { Profile, Rule } from '../../engine/record/authoring.ts';
import { every, plain } from '../../engine/policy/rule-parts.ts';

/** How long a client is stabilized, and how often somebody talks with them meanwhile: the seeds give neither (AC-5). */
const stabilization = { days: 14, contactEvery: 3 };
const after000 = 'Agency default, after 000 (attention right after a high-acuity event)';
const talked = { step: 'logContact', with: ['client'], modes: ['face-to-face', 'phone', 'video'] } as const;
const talkedWithClient = { ...talked, with: [...talked.with], modes: [...talked.modes] };

/** The client is not lost sight of after a hospital stay, an arrest, a detox admission (AC-5). */
export const stabilizationRules: Rule[] = [
  {
    ...plain,
    kind: 'stabilization.contact',
    duty: 'AC-5',
    title: 'Contact after a high-acuity event',
    opens: [{ on: 'step', step: 'reportHighAcuityEvent' }],
    perThing: true,
    cadence: every(24, 'hours', after000, 'agency'),
    met: [{ ...talkedWithClient, everyThing: true }],
    holdable: false,
  },
  {
    ...plain,
    kind: 'stabilization.routine',
    duty: 'AC-5',
    title: 'Contact while the client is stabilized',
    // The last one falls due on the last day of the period.
    opens: ['stabilization.contact', 'stabilization.routine'].map((kind) => ({
      on: 'met',
      kind,
      given: [
        {
          happened: 'reportHighAcuityEvent',
          withinDays: stabilization.days - stabilization.contactEvery,
        },
      ],
    })),
    cadence: every(stabilization.contactEvery, 'days', after000, 'agency'),
    met: [talkedWithClient],
    holdable: false,
  },
];

/** Duties about the Acuity Index, level of care, stabilization (AC). */
export const acuityRules: Rule[] = [
  {
    ...plain,
    kind: 'level.decision',
    duty: 'AC-3',
    title: 'Decide on the level of care that the index indicates',
    opens: [{ on: 'step', step: 'scoreAcuity', given: [{ scoreIndicates: 'other-level' }] }],
    cadence: every(2, 'business-days', 'Agency default, after 001 B.2, B.3', 'agency'),
    met: [{ step: 'changeLevel' }, { step: 'keepLevel' }],
    withdrawnBy: [{ step: 'scoreAcuity', scoreIndicates: 'present-level' }],
    // The supervisor decides, and is warned.
    ladder: 'assignment',
  },
  ...stabilizationRules,
];

/** What profiles say of the index beside their rules. */
export const stabilizationDays: NonNullable<Profile['stabilizationDays']> = {
  value: stabilization.days,
  source: after000,
  basis: 'agency',
};

export const acuityInstrument: NonNullable<Profile['acuityInstrument']> = {
  value: {
    id: 'agency-acuity-index',
    version: 1,
    // Of its content, as the record keeps it.
    hash: 'e6942be1b36ff4329b3e337968a88df26f007201d104a5a46a128e2a5f126a6a',
  },
  source: 'Agency default: 001 B.3 gives the range of use of the index, not its form',
  basis: 'agency',
};

export const transferDocuments: NonNullable<Profile['requestDocuments']> = [
  {
    duty: 'AC-2, AC-4',
    with: ['transfer'],
    value: ['acuity-index', 'acuity-documentation'],
    source: '001 B.2, B.4 (submitted with every transfer request, with all supporting documentation)',
    basis: 'policy',
  },
];
