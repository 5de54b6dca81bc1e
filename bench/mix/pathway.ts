import {
  contact,
  dateIn,
  inDays,
  laterEnclosed,
  lead,
  meeting,
  note,
  payer,
  reason,
  shot,
  type Shot,
} from './shot.ts';

/** From assignment to discharge, and what supervisors do to clocks. */
export const pathwayGroups: readonly (readonly Shot[])[] = [
  [contact('client', 'face-to-face', 'reached')],
  [contact('client', 'phone', 'attempted')],
  [shot('holdRstMeeting', { ...meeting, summary: note })],
  [shot('reviewSccp', ({ plan }) => ({ initiative: 'recommend', summary: note, plan: plan('full') }))],
  [
    shot('scoreAcuity', { score: 47 }),
    shot('requestExtension', (context) => ({
      ...{ initial: false, units: 24, through: '2099-06-30', justification: reason },
      enclosed: laterEnclosed(context),
    })),
    payer('decideExtension', { decision: 'approved', units: 24 }),
  ],
  [contact('provider', 'phone', 'reached')],
  [lead('changeLevel', { level: 'rsc-f', reason }), lead('changeLevel', { level: 'rsc-i', reason })],
  [
    lead('holdClocks', () => ({ kinds: ['sccp.review'], reviewOn: dateIn(10), reason })),
    lead('releaseHold', { kinds: ['sccp.review'] }),
  ],
  [lead('moveDeadline', () => ({ kind: 'acuity.assessment', to: inDays(20), reason }))],
  [lead('waiveDuty', () => ({ kind: 'outcome.discharge', until: dateIn(5), reason }))],
  [
    shot('logContact', { with: 'client', mode: 'phone', outcome: 'reached', summary: note }),
    shot('voidStep', ({ keyOf }) => ({ step: keyOf('logContact'), reason })),
  ],
  [shot('completePreliminarySccp', ({ plan }) => ({ plan: plan('preliminary'), amendment: true }))],
  [shot('formRst', { amendment: true })],
  [shot('completeFullSccp', ({ plan }) => ({ plan: plan('full'), amendment: true }))],
  [
    lead('adoptPolicy', ({ agency }) => ({
      profile: agency.policy.profileHash,
      calendar: agency.policy.calendarHash,
    })),
  ],
  [
    shot('discharge', {
      ...{ reason: 'withdrawn', note, lastMeetingHeld: false, aftercareArranged: true },
      ...{ aftercare: note, whyNot: note },
    }),
    shot('recordOutcomes', { completed: false, summary: note }),
    lead('reopen', { reason }),
  ],
];
