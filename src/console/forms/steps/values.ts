import { type Calendar, instantAtLocal, parseLocalDate } from '../../../engine/calendar/index.ts';
import type { StepFacts, StepType } from '../../../engine/record/steps/index.ts';
import type { AnyForm, Field, Known, Words } from './fields.ts';

export type Named = { name: string; field: Field };

/** The fields that are asked with these words, those of the facts first. */
export function fieldsOf({ facts, words: details }: AnyForm, words: Words, known: Known): Named[] {
  return [...Object.entries(facts), ...Object.entries(details)].flatMap(([name, field]) =>
    field && (field.when?.(words, known) ?? true) ? [{ name, field }] : [],
  );
}

/** What stands in a field: as it was written, else as it begins; undefined where that is nothing. */
export function shownIn({ name, field }: Named, words: Words, known: Known): unknown {
  const written = words[name];
  switch (field.kind) {
    case 'known':
      return field.is(known, words);
    case 'thing': {
      const options = field.of(known);
      const has = (value: unknown) => options.some((option) => option.value === value);
      if (has(written)) return written;
      if (has(known.about)) return known.about;
      return options.length === 1 && !field.optional ? options[0]?.value : undefined;
    }
    case 'tick':
      return written ?? false;
    case 'count': {
      const first = field.first?.(known);
      return written ?? (first === undefined ? undefined : String(first));
    }
    case 'date':
    case 'one':
    case 'many':
    case 'part':
      return written ?? field.first?.(known);
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
function valueOf(named: Named, words: Words, known: Known): unknown {
  const shown = shownIn(named, words, known);
  if (shown === undefined || shown === null) return undefined;
  if (typeof shown === 'string') {
    const text = shown.trim();
    if (text === '') return undefined;
    if (named.field.kind === 'count') return Number(text);
    if (named.field.kind !== 'moment') return text;
    const at = instantOf(text, known.status.policy.calendar);
    return at === null ? undefined : new Date(at).toISOString();
  }
  const isOptionalList = named.field.optional && Array.isArray(shown) && shown.length === 0;
  return isOptionalList ? undefined : shown;
}

/** The body of the step as it is sent, without its time; null while something that is asked for is missing. */
export function bodyOf(form: AnyForm, words: Words, known: Known): Record<string, unknown> | null {
  const entries: [string, unknown][] = [];
  for (const named of fieldsOf(form, words, known)) {
    const value = valueOf(named, words, known);
    if (value !== undefined) entries.push([named.name, value]);
    else if (!named.field.optional) return null;
  }
  return Object.fromEntries(entries);
}

/** What of the body the pathway judges; null while a fact is missing. Words are no part of that. */
export function factsOf(step: StepType, form: AnyForm, words: Words, known: Known): StepFacts | null {
  const body = bodyOf({ ...form, words: {} }, words, known);
  if (!body) return null;
  const instants = Object.entries(form.facts).flatMap(([name, field]) =>
    field?.kind === 'moment' && typeof body[name] === 'string' ? [[name, Date.parse(body[name])]] : [],
  );
  // The form's type holds each field to the facts of its step.
  return { type: step, ...body, ...Object.fromEntries(instants) } as StepFacts;
}
