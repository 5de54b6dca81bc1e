import {
  answerTrainingFields,
  checkInFields,
  closeGoalFields,
  endMentorshipFields,
  nameSupervisorFields,
  offerTrainingFields,
  pairMentorFields,
  setGoalFields,
  supervisionContent,
} from './schemas.ts';
import { isOneOf } from '../../../kit/http/roles.ts';
import { supervisionPermissions } from './permissions.ts';
import type { Supervision } from '../supervision.ts';
import { type SupervisionAct, supervisionKind } from '../supervision.document.ts';
import { actRoute, type DocumentDefinition } from '../../../kit/http/documents/definition.ts';
import { documentRoutes } from '../../../kit/http/documents/routes.ts';
import type { Route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { seesSupervision } from './supervised-routes.ts';
import { staffClockOf } from '../../staff/api/staff-clock.ts';
import { cannotActProblems, whyNotAt } from '../../staff/api/to-act.ts';

/** Goals, check-ins, trainings and mentors of a member of staff, and who supervises them (SU-2). */
export function supervisionRoutes(context: RouteContext): Route[] {
  return documentRoutes(context, definition);
}

const operation = 'supervision:write' as const;
const theirs = ['supervises-oneself', 'not-their-supervisor'] as const;
const entries = ['unknown-entry', 'entry-closed'] as const;

const definition: DocumentDefinition<Supervision, SupervisionAct, typeof supervisionContent> = {
  kind: supervisionKind,
  ...{ name: 'Supervision', noun: 'supervision of a member of staff', tag: 'Supervision' },
  ...{ path: 'supervision', of: 'staff', single: true },
  ...{ read: 'supervision:read', seenBy: seesSupervision, content: supervisionContent },
  acts: {
    'name-supervisor': actRoute({
      id: 'nameSupervisor',
      replaces: true,
      summary:
        'Say who supervises them: a supervisor takes on who has nobody, or hands over; the director anybody',
      operation,
      fields: nameSupervisorFields,
      problems: [...theirs, 'not-a-supervisor', 'nothing-changed', ...cannotActProblems],
      async toAct({ supervisorId }, { caller, staffId, now }, { reads }) {
        const [supervisor] = await reads.acting(caller.agencyId, [supervisorId], now);
        const leads = supervisor !== undefined && isOneOf(supervisor.role, supervisionPermissions[operation]);
        const named = { staffId: staffId ?? '', supervisorId, leads };
        return { type: 'name-supervisor' as const, ...named, cannot: whyNotAt(supervisor, now) };
      },
    }),
    'set-goal': actRoute({
      id: 'setSupervisionGoal',
      summary: 'Set a goal, short or long term, with its day (SU-2)',
      operation,
      fields: setGoalFields,
      problems: [...theirs, 'day-passed'],
      toAct: async (goal, { caller }, context) => ({
        ...{ type: 'set-goal' as const, goal, days: await staffClockOf(context, caller.agencyId) },
      }),
    }),
    'close-goal': actRoute({
      id: 'closeSupervisionGoal',
      summary: 'Say that a goal was reached or is dropped, and why',
      operation,
      fields: closeGoalFields,
      problems: [...theirs, ...entries],
      toAct: ({ goal, outcome, why = null }) => ({ type: 'close-goal' as const, goal, outcome, why }),
    }),
    'check-in': actRoute({
      id: 'recordCheckIn',
      summary: 'Record a check-in: the next one is due from then on (SU-2)',
      operation,
      fields: checkInFields,
      problems: theirs,
      toAct: ({ mode, notes }) => ({ type: 'check-in' as const, mode, notes }),
    }),
    'offer-training': actRoute({
      id: 'offerTraining',
      summary: 'Offer a training that is not mandated (SU-2)',
      operation,
      fields: offerTrainingFields,
      problems: [...theirs, 'day-passed'],
      toAct: async ({ title, heldOn = null }, { caller }, context) => ({
        ...{ type: 'offer-training' as const, training: { title, heldOn } },
        days: await staffClockOf(context, caller.agencyId),
      }),
    }),
    'answer-training': actRoute({
      id: 'answerTraining',
      summary: 'Say that an offered training was attended or is declined',
      operation: 'supervision:own',
      fields: answerTrainingFields,
      problems: ['not-their-supervisor', ...entries],
      toAct: ({ training, answer, note = null }) => ({
        ...{ type: 'answer-training' as const, training, answer, note },
      }),
    }),
    'pair-mentor': actRoute({
      id: 'pairMentor',
      summary: 'Pair them with a mentor (SU-2)',
      operation,
      fields: pairMentorFields,
      problems: [...theirs, 'unknown-entry', 'nothing-changed', ...cannotActProblems],
      async toAct({ mentorId }, { caller, now }, { reads }) {
        const [mentor] = await reads.acting(caller.agencyId, [mentorId], now);
        return { type: 'pair-mentor' as const, mentorId, cannot: whyNotAt(mentor, now) };
      },
    }),
    'end-mentorship': actRoute({
      id: 'endMentorship',
      summary: 'End a mentorship, and say why',
      operation,
      fields: endMentorshipFields,
      problems: [...theirs, ...entries],
      toAct: ({ mentorship, why }) => ({ type: 'end-mentorship' as const, mentorship, why }),
    }),
  },
};
