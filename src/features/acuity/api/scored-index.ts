import type { AcuityInstrument, Answers, InstrumentUsed } from '../../../engine/policy/acuity-form.ts';
import type { Resolve } from '../../../kit/http/command-spec.ts';
import { type Refusal, refuse } from '../../../kit/http/reply.ts';
import { type AnswerProblem, scoreOf } from '../score.ts';

/**
 * A bare score as it is; with answers, the score they come to and the form they were given on. The answers themselves stay
 * among the words. Refused where the two disagree.
 */
export const scoredIndex: Resolve = {
  problems: ['unknown-instrument', 'score-disagrees'],
  async look({ body, pointer }, { policies }) {
    const { score, instrument: hash, answers } = body;
    if (hash === undefined && answers === undefined)
      return score === undefined ? wrong(`${pointer}/score`, 'is missing, and there are no answers') : {};
    if (typeof hash !== 'string')
      return wrong(`${pointer}/instrument`, 'must name the form that was answered');
    if (answers === undefined) return wrong(`${pointer}/answers`, 'is missing: the form was named');
    const document = await policies.document(hash);
    if (document?.kind !== 'acuity-instrument') {
      const detail = 'must name a known form of the Acuity Index';
      return refuse('unknown-instrument', { errors: [{ pointer: `${pointer}/instrument`, detail }] });
    }
    const form = document.content as AcuityInstrument;
    const result = scoreOf(form, answers as Answers);
    if (!result.ok)
      return refuse('invalid-field', { errors: result.problems.map((one) => answerError(one, pointer)) });
    const { scored } = result;
    if (score !== undefined && score !== scored.score) {
      const detail = 'is not what the answers come to';
      return refuse('score-disagrees', { errors: [{ pointer: `${pointer}/score`, detail }] });
    }
    const instrument: InstrumentUsed = {
      id: form.id,
      version: form.version,
      hash,
      documentation: scored.documentation.length > 0,
    };
    return { score: scored.score, instrument };
  },
};

const wordsFor: Record<AnswerProblem['problem'], string> = {
  missing: 'is missing: every item is answered',
  'not-on-scale': "must be points of the form's scale",
  unknown: 'names an item that the form does not have',
};

function answerError({ item, problem }: AnswerProblem, pointer: string) {
  return { pointer: `${pointer}/answers${item === null ? '' : `/${item}`}`, detail: wordsFor[problem] };
}

function wrong(pointer: string, detail: string): Refusal {
  return refuse('invalid-field', { errors: [{ pointer, detail }] });
}
