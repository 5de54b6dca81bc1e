import {
  type AcuityInstrument,
  type Answers,
  type IndexDocumentation,
  itemsOf,
} from '../../engine/policy/acuity-form.ts';

/** What answers come to: the score, and what documentation each scored item asks for (any one of its kinds). */
export type Scored = {
  score: number;
  documentation: { item: string; anyOf: IndexDocumentation[] }[];
};

/** What is wrong with answers: an item of the form by its id, or null for one the form does not have. */
export type AnswerProblem = { item: string | null; problem: 'missing' | 'not-on-scale' | 'unknown' };

/**
 * Scores a form: the sum of its items' points. Every item must be answered with points of the scale; otherwise all
 * that is wrong is told.
 */
export function scoreOf(
  instrument: AcuityInstrument,
  answers: Answers,
): { ok: true; scored: Scored } | { ok: false; problems: AnswerProblem[] } {
  const items = itemsOf(instrument);
  const points = new Set(instrument.scale.map((step) => step.points));
  const problems = items.flatMap(({ id }): AnswerProblem[] => {
    if (!Object.hasOwn(answers, id)) return [{ item: id, problem: 'missing' }];
    return points.has(answers[id] ?? Number.NaN) ? [] : [{ item: id, problem: 'not-on-scale' }];
  });
  const known = new Set(items.map(({ id }) => id));
  if (Object.keys(answers).some((id) => !known.has(id))) problems.push({ item: null, problem: 'unknown' });
  if (problems.length > 0) return { ok: false, problems };
  const answered = items.map((item) => ({ ...item, points: answers[item.id] ?? 0 }));
  return {
    ok: true,
    scored: {
      score: answered.reduce((sum, item) => sum + item.points, 0),
      documentation: answered
        .filter((item) => item.points >= instrument.documentedFrom && item.documentation.length > 0)
        .map(({ id, documentation }) => ({ item: id, anyOf: documentation })),
    },
  };
}
