import { type Calendar, instantAtLocal, parseLocalDate } from '../../../engine/calendar/index.ts';
import type { StepFacts, StepType } from '../../../engine/record/steps/index.ts';
import type { AnyForm, Field, Known, Words } from './fields.ts';

export type Named = { name: string; field: Field };
/** A field with what stands in it: as it was written, else as it begins; undefined where that is nothing. */
export type Filled = Named & { shown: unknown };

/** The fields that are asked with these words, those of the facts first; and all words, with those that nobody had to write. */
export function filledIn(form: AnyForm, written: Words, known: Known): { fields: Filled[]; words: Words } {
  const words: Record<string, unknown> = { ...written };
  const fields: Filled[] = [];
  const all = [...Object.entries(form.facts), ...Object.entries(form.words)];
  const isLast = ([, field]: (typeof all)[number]) => field?.last === true;
  for (const [name, field] of [...all.filter((one) => !isLast(one)), ...all.filter(isLast)]) {
    if (!field || !(field.when?.(words, known) ?? true)) continue;
    const shown = shownIn({ name, field }, words, known);
    words[name] = shown;
    fields.push({ name, field, shown });
  }
  return { fields, words };
}

function shownIn({ name, field }: Named, words: Words, known: Known): unknown {
  const written = words[name];
  switch (field.kind) {
    case 'known':
      return field.is(known, words);
    case 'thing': {
      const options = field.of(known, words);
      const has = (value: unknown) => options.some((option) => option.value === value);
      // None of them, though one might be meant.
      if (has(written) || written === '') return written;
      const first = field.first?.(known, words);
      if (has(first)) return first;
      if (has(known.about)) return known.about;
      return options.length === 1 && !field.optional ? options[0]?.value : undefined;
    }
    case 'tick':
      return written ?? field.first?.(known, words) ?? false;
    case 'count': {
      const first = field.first?.(known, words);
      return written ?? (first === undefined ? undefined : String(first));
    }
    case 'one': {
      const value = written ?? field.first?.(known, words);
      const options: readonly unknown[] = field.options(known, words);
      if (options.includes(value)) return value;
      return options.length === 1 && !field.optional ? options[0] : undefined;
    }
    case 'part': {
      const value = written ?? field.first?.(known, words);
      return field.still && value !== undefined ? field.still(value, known) : value;
    }
    case 'date':
    case 'line':
    case 'many':
    case 'prose':
      return written ?? field.first?.(known, words);
    default:
      return written;
  }
}

/** Local day and time as fields have them, as an instant of the agency's clocks; null while they are none. */
export function instantOf(local: unknown, calendar: Calendar): number | null {
  const [day, time] = typeof local === 'string' ? local.split('T') : [];
  const date = parseLocalDate(day ?? '');
  const [hours, minutes] = (time ?? '').split(':').map(Number);
  if (date === undefined || hours === undefined || minutes === undefined) return null;
  return Number.isInteger(hours) && Number.isInteger(minutes)
    ? instantAtLocal(calendar, date, hours * 60 + minutes)
    : null;
}

/** What a field comes to in the body; undefined: it is not sent. */
function valueOf({ field, shown }: Filled, known: Known): unknown {
  if (shown === undefined || shown === null) return undefined;
  if (field.kind === 'part' && field.sent) return field.sent(shown, known);
  if (typeof shown === 'string') {
    const text = shown.trim();
    if (text === '') return undefined;
    if (field.kind === 'count') return Number(text);
    if (field.kind !== 'moment') return text;
    const at = instantOf(text, known.status.policy.calendar);
    return at === null ? undefined : new Date(at).toISOString();
  }
  if (!Array.isArray(shown)) return shown;
  const said: unknown[] = shown.filter((one) => one !== '');
  return field.optional && said.length === 0 ? undefined : said;
}

/** The body of the step as it is sent, without its time; null while something that is asked for is missing. */
export function bodyOf(form: AnyForm, written: Words, known: Known): Record<string, unknown> | null {
  return bodyWith(filledIn(form, written, known).fields, known);
}

function bodyWith(fields: readonly Filled[], known: Known): Record<string, unknown> | null {
  const entries: [string, unknown][] = [];
  for (const filled of fields) {
    const value = valueOf(filled, known);
    if (value !== undefined) entries.push([filled.name, value]);
    else if (!filled.field.optional) return null;
  }
  return Object.fromEntries(entries);
}

/** What of the body the pathway judges; null while a fact is missing. Words are no part of that. */
export function factsOf(step: StepType, form: AnyForm, written: Words, known: Known): StepFacts | null {
  const { fields, words } = filledIn(form, written, known);
  if (form.judged) return form.judged(words, known);
  const body = bodyWith(
    fields.filter(({ name }) => name in form.facts),
    known,
  );
  if (!body) return null;
  const instants = Object.entries(form.facts).flatMap(([name, field]) =>
    field?.kind === 'moment' && typeof body[name] === 'string' ? [[name, Date.parse(body[name])]] : [],
  );
  // The form's type holds each field to the facts of its step.
  return { type: step, ...body, ...Object.fromEntries(instants) } as StepFacts;
}
