import type { RecordedStep } from '../../engine/record/steps/index.ts';
import type { RequestDocument } from '../../engine/policy/request-documents.ts';
import type { WaitingRequest } from '../authorizations/requests.ts';
import type { PaperTexts } from './words.ts';

/** A request with what people wrote of it, by its steps. */
export type RequestHistory = {
  one: WaitingRequest;
  details: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** Names of the staff, by their ids. */
  names: ReadonlyMap<string, string>;
  /** An instant as the agency's clocks show it. */
  local: (instant: number) => string;
};

type Decided = {
  units?: number | null;
  from?: string;
  through?: string;
  lacks?: readonly RequestDocument[];
  appealBy?: string;
  letterDated?: string;
  corrects?: string;
};

/** What was decided, sent again, appealed and ended, in the order in which it happened: when, what, by whom, in which words. */
export function requestHistory(
  texts: PaperTexts,
  { one, details, names, local }: RequestHistory,
): string[][] {
  const { request: words, day } = texts;
  const asked = one.type === 'authorization' ? one.authorization : one.extension;
  const end = one.type === 'authorization' ? one.authorization.ended : one.extension.withdrawn;
  const happened = [
    ...asked.decisions.map(({ step, decision }) => ({ step, what: decision })),
    ...asked.resubmissions.map(({ step }) => ({ step, what: 'resubmitted' as const })),
    ...asked.appeals.map((step) => ({ step, what: 'appealed' as const })),
    ...(end ? [{ step: end, what: 'ended' as const }] : []),
  ].toSorted((a, b) => a.step.at - b.step.at);
  return happened.map(({ step, what }) => [
    day(local(step.at)),
    words.did[what],
    names.get(step.by) ?? '',
    [
      ...(what === 'approved' || what === 'approved-in-part' ? grant(texts, step) : []),
      ...said(details.get(step.id)),
      ...consequences(texts, step),
    ].join('\n'),
  ]);

  function said(written: Readonly<Record<string, unknown>> = {}): string[] {
    return ['reason', 'justification'].flatMap((name) => {
      const text = written[name];
      return typeof text === 'string' ? [text] : [];
    });
  }
}

// A step that decides bears these, whichever of the two it is.
const decidedIn = ({ facts }: RecordedStep): Decided => facts as Decided;

function grant({ request: words, day }: PaperTexts, step: RecordedStep): string[] {
  const { units, from, through } = decidedIn(step);
  return typeof units === 'number'
    ? [words.grant(units, from === undefined ? null : day(from), through === undefined ? null : day(through))]
    : [];
}

function consequences({ request: words, day }: PaperTexts, step: RecordedStep): string[] {
  const { lacks = [], appealBy, letterDated, corrects } = decidedIn(step);
  return [
    ...(lacks.length === 0 ? [] : [words.lacks(lacks.map((one) => words.documents[one]).join(', '))]),
    ...(corrects === undefined ? [] : [words.corrects]),
    ...(letterDated === undefined ? [] : [words.letter(day(letterDated))]),
    ...(appealBy === undefined ? [] : [words.appealBy(day(appealBy))]),
  ];
}
