import { z } from 'zod';
import { goalOutcomes, trainingAnswers, goalTerms } from '../supervision.ts';
import { reviewFormats } from '../../../engine/policy/supervision-terms.ts';
import type { EvaluationText } from '../evaluation.document.ts';
import { dateIn, instantOut } from '../../../kit/http/dates.ts';
import { line, prose, staffMember, why } from '../../../kit/http/schemas.ts';
import { signer } from '../../../kit/http/reply-parts.ts';

const text = z.string();
const place = (list: string) =>
  z
    .int()
    .min(1)
    .max(10_000)
    .meta({ description: `Of the ${list}, counted from 1` });

export const nameSupervisorFields = { supervisorId: staffMember('to-act') };
export const setGoalFields = {
  term: z.enum(goalTerms),
  what: prose('What is to be reached.'),
  targetOn: dateIn('planned'),
};
export const closeGoalFields = {
  goal: place('goals'),
  outcome: z.enum(goalOutcomes),
  why: why('Why, or how.').optional(),
};
export const checkInFields = {
  mode: z.enum(reviewFormats),
  notes: prose('What was talked about.'),
};
export const offerTrainingFields = {
  title: line(200),
  heldOn: dateIn('planned').optional().meta({ description: 'Left out: at any time' }),
};
export const answerTrainingFields = {
  training: place('trainings'),
  answer: z.enum(trainingAnswers),
  note: prose('The evidence of attending it, or why not.').optional(),
};
export const pairMentorFields = { mentorId: staffMember('to-act') };
export const endMentorshipFields = { mentorship: place('mentorships'), why: why('Why it ends.') };

const marked = { by: signer, at: instantOut };
export const supervisionContent = z
  .strictObject({
    ...{ staffId: text, supervisorId: text },
    goals: z.array(
      z.strictObject({
        ...{ term: text, what: text, targetOn: text, set: z.strictObject(marked) },
        closed: z.strictObject({ outcome: text, why: text.nullable(), ...marked }).nullable(),
      }),
    ),
    checkIns: z.array(z.strictObject({ ...marked, mode: text, notes: text })),
    trainings: z.array(
      z.strictObject({
        ...{ title: text, heldOn: text.nullable(), offered: z.strictObject(marked) },
        answer: z.strictObject({ answer: text, note: text.nullable(), ...marked }).nullable(),
      }),
    ),
    mentorships: z.array(
      z.strictObject({
        ...{ mentorId: text, begun: z.strictObject(marked) },
        ended: z.strictObject({ why: text, ...marked }).nullable(),
      }),
    ),
  })
  .meta({ id: 'SupervisionContent' });

const evaluationText: z.ZodType<EvaluationText> = z
  .strictObject({
    strengths: prose('What is done well.').optional(),
    growth: prose('What could be done better, and how.').optional(),
    feedback: prose('What clients and colleagues say.').optional(),
    summary: prose('All in all.').optional(),
  })
  .meta({ id: 'EvaluationText', description: 'A draft may leave things out' });

export const beginEvaluationFields = { from: dateIn('done'), through: dateIn('done'), text: evaluationText };
export const writeEvaluationFields = { text: evaluationText };
export const acknowledgeFields = { comment: prose('What the person says to it.').optional() };

export const evaluationContent = z
  .strictObject({
    ...{ staffId: text, supervisorId: text, from: text, through: text, text: evaluationText },
    signed: z.strictObject(marked).nullable(),
    acknowledged: z.strictObject({ at: instantOut, comment: text.nullable() }).nullable(),
  })
  .meta({ id: 'EvaluationContent' });
