import { z } from 'zod';
import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import type { RecordedStep } from '../../../engine/record/steps/index.ts';
import { author, stepMark } from '../../../kit/http/reply-parts.ts';
import { toldBy } from '../../../kit/http/register-route.ts';
import type { StepsRead } from '../../../kit/reads.ts';
import { crisesOf } from '../../crisis/state.ts';

const text = z.string();

/** What somebody told of an emergency or a crisis: who is to act on it reads it there. */
export const toldOut = z
  .array(
    z.strictObject({
      ...{ ...stepMark, by: author },
      about: z
        .array(z.strictObject({ title: text, words: text.nullable() }))
        .meta({ description: 'What it is about, as the agency calls it, with the words of whoever told it' }),
      words: z.array(text).meta({ description: 'What else was said with it' }),
    }),
  )
  .meta({
    id: 'Told',
    description:
      'What was told of emergencies and of crises that are open, the newest first; only for roles that may read what people wrote',
  });

/** Of steps that were read with what people wrote; of others, nothing. */
export function toldOf(read: StepsRead, now: number): z.output<typeof toldOut> {
  const steps = effectiveSteps(read.steps, now);
  const open = new Set(
    crisesOf(steps).flatMap(({ id, closed, leftAt }) => (closed || leftAt !== null ? [] : [id])),
  );
  return steps
    .filter((step) => tells(step, open))
    .toReversed()
    .flatMap(({ id, at, by }) => {
      const details = read.details.get(id);
      if (!details) return [];
      const about = aboutIn(details);
      const words = ['what', 'summary', 'note'].flatMap((name) => wordsIn(details[name]));
      if (about.length === 0 && words.length === 0) return [];
      return [{ stepId: id, at, by: toldBy(read).author(by), about, words }];
    });
}

function tells({ id, facts }: RecordedStep, open: ReadonlySet<string>): boolean {
  if (facts.type === 'receiveReferral') return facts.emergency;
  return facts.type === 'reportEmergentNeed' || (facts.type === 'reportCrisis' && open.has(id));
}

/** The titles stand beside the codes, as they were when it was told. */
function aboutIn({ needs, title }: Record<string, unknown>) {
  const told: unknown[] = Array.isArray(needs) ? needs : typeof title === 'string' ? [{ title }] : [];
  return told.flatMap((one) => {
    const { title: called, words } = one as { title?: unknown; words?: unknown };
    return typeof called === 'string' ? [{ title: called, words: wordsIn(words)[0] ?? null }] : [];
  });
}

const wordsIn = (said: unknown): string[] => (typeof said === 'string' && said !== '' ? [said] : []);
