import type { ComponentType } from 'react';
import type { z } from 'zod';
import type { commandSpecs } from '../../../api/steps/specs.ts';
import { formatLocalDate, type LocalDate } from '../../../engine/calendar/index.ts';
import type { PathwayStatus } from '../../../engine/obligations/fold.ts';
import type { RecordedStep, StepFacts } from '../../../engine/record/steps/index.ts';
import type { CommandType } from '../../../kit/http/command.ts';
import type { Me } from '../../server/replies.ts';
import type { AgencyTime } from '../../time/format.ts';
import type { Duty } from '../registry.ts';

/** What a form knows before anybody writes: the record as it stands, and from which duty's line it was opened. */
export type Known = {
  enrollmentId: string;
  client: string;
  duty: Duty | null;
  /** The thing that the form was opened for. */
  about: string | null;
  status: PathwayStatus;
  /** Those that count, in the order in which they happened. */
  steps: readonly RecordedStep[];
  today: LocalDate;
  /** When it happened, as far as that is said: what allowed it is asked of that time. */
  at: number;
  me: Me;
  time: AgencyTime;
  say: (id: string, values?: Record<string, string | number>) => string;
  /** What was read of the addresses that the form names; undefined until it is there. */
  reply: (path: string) => unknown;
};

/** What is written in a form, by the names of its fields; of numbers and times what is typed. */
export type Words = Readonly<Record<string, unknown>>;
export type Option = { value: string; label: string };
export type PartProps = {
  value: unknown;
  known: Known;
  words: Words;
  /** It may be left unanswered. */
  isOptional?: boolean;
  onChange: (value: unknown) => void;
};

type Kind =
  | { kind: 'prose' | 'line'; first?: (known: Known, words: Words) => string | undefined }
  | { kind: 'yesNo' }
  /** `must`: nothing goes on without it. */
  | { kind: 'tick'; must?: true; first?: (known: Known, words: Words) => boolean }
  | { kind: 'date'; first?: (known: Known, words: Words) => string | undefined }
  /** A day and a time of the agency's clocks. */
  | { kind: 'moment' }
  | { kind: 'count'; min: number; max: number; first?: (known: Known, words: Words) => number | undefined }
  /** `words`: what the messages of its options begin with. */
  | {
      kind: 'one';
      words: string;
      options: (known: Known, words: Words) => readonly string[];
      first?: (known: Known, words: Words) => string | undefined;
    }
  | {
      kind: 'many';
      words: string;
      options: readonly string[];
      first?: (known: Known, words: Words) => readonly string[];
    }
  /** One of what is on record or was read; where there is one alone, nobody is asked. */
  | {
      kind: 'thing';
      /** Message of what to do where there is none. */
      none?: string;
      of: (known: Known, words: Words) => readonly Option[];
      first?: (known: Known, words: Words) => string | undefined;
    }
  /** Not asked: it follows from what is known. */
  | { kind: 'known'; is: (known: Known, words: Words) => unknown }
  /**
   * A part of its own. `still`: what holds yet of what was written, as what is known has changed since; `sent`: what it comes
   * to, where that is not what is written; undefined while something is missing; `least`: the shortest answer, by which it is
   * judged beforehand whether there is any use in asking.
   */
  | {
      kind: 'part';
      part: ComponentType<PartProps>;
      first?: (known: Known, words: Words) => unknown;
      still?: (value: unknown, known: Known) => unknown;
      sent?: (value: unknown, known: Known) => unknown;
      least?: unknown;
    };

declare const value: unique symbol;

/** One field: how it is asked, and, by its type alone, what it comes to. */
export type Field<Value = unknown> = Kind & {
  optional?: true;
  /** Rarely needed: folded away until somebody wants it. */
  more?: true;
  /** Asked when all else has been. */
  last?: true;
  /** Message of its label, where it is called otherwise than such a field is elsewhere. */
  label?: string;
  /** Only with such words beside it. */
  when?: (words: Words, known: Known) => boolean;
  [value]?: Value;
};

type Some = Pick<Field, 'more' | 'last' | 'label' | 'when'>;

type SomeText = Some & { first?: (known: Known, words: Words) => string | undefined };

export const prose = (some: SomeText = {}): Field<string> => ({ kind: 'prose', ...some });
export const line = (some: SomeText = {}): Field<string> => ({ kind: 'line', ...some });
export const moment = (some: Some = {}): Field<string> => ({ kind: 'moment', ...some });
export const yesNo = (some: Some = {}): Field<boolean> => ({ kind: 'yesNo', ...some });
export const tick = ({
  first,
  ...some
}: Some & { must?: true; first?: (known: Known, words: Words) => boolean } = {}): Field<boolean> => ({
  kind: 'tick',
  ...(first ? { first } : {}),
  ...some,
});
export const date = (
  first?: (known: Known, words: Words) => string | undefined,
  some: Some = {},
): Field<string> => ({
  kind: 'date',
  ...(first ? { first } : {}),
  ...some,
});
export const count = (
  min: number,
  max: number,
  { first, ...some }: Some & { first?: (known: Known, words: Words) => number | undefined } = {},
): Field<number> => ({ kind: 'count', min, max, ...(first ? { first } : {}), ...some });

type OneOf<Value extends string> = readonly Value[] | ((known: Known, words: Words) => readonly Value[]);

/** `list`: of the messages `option.<list>.…`, or, with a dot in it, what they begin with. */
export function one<const Value extends string>(
  list: string,
  options: OneOf<Value>,
  { first, ...some }: Some & { first?: (known: Known, words: Words) => Value | undefined } = {},
): Field<Value> {
  return {
    ...{ kind: 'one', words: wordsOf(list) },
    options: typeof options === 'function' ? options : () => options,
    ...(first ? { first } : {}),
    ...some,
  };
}

export function many<const Value extends string>(
  list: string,
  options: readonly Value[],
  first?: (known: Known) => readonly Value[],
  some: Some = {},
): Field<Value[]> {
  return { kind: 'many', words: wordsOf(list), options, ...(first ? { first } : {}), ...some };
}

const wordsOf = (list: string) => (list.includes('.') ? list : `option.${list}`);

export const thing = (
  of: (known: Known, words: Words) => readonly Option[],
  some: Some & { first?: (known: Known) => string | undefined; none?: string } = {},
): Field<string> => ({ kind: 'thing', of, ...some });
export const known = <Value>(is: (known: Known, words: Words) => Value): Field<NonNullable<Value>> => ({
  kind: 'known',
  is,
});
export const part = <Value, Written = Value>(
  by: ComponentType<PartProps>,
  {
    first,
    still,
    sent,
    least,
    ...some
  }: Some & {
    first?: (known: Known, words: Words) => Written | undefined;
    still?: (value: Written, known: Known) => Written;
    sent?: (value: Written, known: Known) => Value | undefined;
    least?: Written;
  } = {},
): Field<Value> => ({
  ...{ kind: 'part', part: by },
  ...(first ? { first } : {}),
  ...(still ? { still: (value, given) => still(value as Written, given) } : {}),
  ...(sent ? { sent: (value, given) => sent(value as Written, given) } : {}),
  ...(least === undefined ? {} : { least }),
  ...some,
});

/** It may be left empty. */
export const optional = <Value>(field: Field<Value>): Field<Value> => ({ ...field, optional: true });
/** What else is to be known. */
export const note = optional(prose({ more: true }));
/** So many days from today, as a date is sent. */
export const inDays =
  (days: number) =>
  ({ today }: Known): string =>
    formatLocalDate(today + days);

type Specs = typeof commandSpecs;
type Facts<T extends CommandType> = z.input<Specs[T]['facts']>;
type Details<T extends CommandType> = z.input<z.ZodObject<Specs[T]['details']>>;

/** Each name of a body has its field, or says (null) that this form does not ask for it, which only what may be left out can. */
export type FieldsOf<Body> = {
  [Name in keyof Body]-?: Partial<Pick<Body, Name>> extends Pick<Body, Name>
    ? Field<NonNullable<Body[Name]>> | null
    : Field<Body[Name]>;
};

/** The form of a step: a field for each name of its schema, which the compiler compares. */
export type StepForm<T extends CommandType = CommandType> = {
  facts: T extends CommandType ? FieldsOf<Facts<T>> : never;
  words: T extends CommandType ? FieldsOf<Details<T>> : never;
  /** The field whose options are the buttons that record it. */
  press?: string;
  /** It is a decision of this moment: nobody is asked when it was. */
  now?: true;
  /** It cannot wait, nor be taken back: an emergency. */
  atOnce?: true;
  /** What has to be read for its fields, by addresses under the API. */
  reads?: (known: Omit<Known, 'reply'>) => string[];
  /** What is shown of what it is about. */
  shows?: ComponentType<Pick<PartProps, 'known' | 'words'>>;
  /** What the pathway judges, where its facts do not say it by themselves; null while it cannot be said. */
  judged?: (words: Words, known: Known) => StepFacts | null;
};
export type StepForms<T extends CommandType> = { [Step in T]: StepForm<Step> };

/** As forms are worked with, whichever step it is. */
export type AnyForm = Omit<StepForm, 'facts' | 'words'> & {
  facts: Readonly<Record<string, Field | null>>;
  words: Readonly<Record<string, Field | null>>;
};
