import type { CommandType } from '../../kit/http/command.ts';
import { stepRuleOf } from '../../pathway/step-rules.ts';
import { foresee, type Judging } from './preview.ts';
import type { AnyForm, Field, Known, Words } from './steps/fields.ts';
import { factsOf, filledIn } from './steps/values.ts';

/**
 * Whether a step can be recorded as the record stands: the stage allows it, there is what it is about, and the pathway's own
 * judgement does not refuse it before anybody has written a word. What only the server knows, or the writer has still to
 * say, keeps nothing away. `form`: null where it is no list of fields.
 */
export function isPossible(
  step: CommandType,
  form: AnyForm | null,
  { known, judging, now }: { known: Known; judging: Judging; now: number },
): boolean {
  const { dischargedAt, inErrorAt } = known.status;
  if (inErrorAt !== null) return false;
  if (dischargedAt !== null && !stepRuleOf(step).afterDischarge) return false;
  if (!form) return true;
  const unread: Known = { ...known, reply: () => undefined };
  if (filledIn(form, {}, unread).fields.some(({ field }) => isWithoutThing(field, known))) return false;
  const { staffId, role, agency } = known.me;
  return triesOf(form, unread).some((words) => {
    const facts = factsOf(step, form, words, unread);
    if (!facts) return true;
    const foreseen = foresee(judging, [{ facts }], { staffId, role, agencyId: agency.agencyId }, now);
    return !('refused' in foreseen);
  });
}

/** What can be said in it: nothing yet, or, where one choice alone is open, each of its answers. */
function triesOf(form: AnyForm, known: Known): Words[] {
  const asked = filledIn(form, {}, known).fields;
  const least = leastOf(form);
  const open = asked.filter(
    ({ field, shown, name }) =>
      name in form.facts && !(name in least) && !field.optional && shown === undefined,
  );
  const [only, ...others] = open;
  if (!only || others.length > 0 || only.field.kind !== 'one') return [least];
  return only.field.options(known, {}).map((option) => ({ ...least, [only.name]: option }));
}

/** The shortest answers of those parts that have one, also of parts that are asked only once something is chosen. */
function leastOf({ facts }: AnyForm): Words {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, field]) =>
      field?.kind === 'part' && field.least !== undefined ? [[name, field.least] as const] : [],
    ),
  );
}

/** It asks for one of what is on record, and nothing of that is there; of what has to be read nobody knows yet. */
function isWithoutThing(field: Field, known: Known): boolean {
  if (field.optional || (field.kind !== 'thing' && field.kind !== 'one')) return false;
  let asked = false;
  const asking: Known = {
    ...known,
    reply: () => {
      asked = true;
      return undefined;
    },
  };
  const options = field.kind === 'thing' ? field.of(asking, {}) : field.options(asking, {});
  return options.length === 0 && !asked;
}
