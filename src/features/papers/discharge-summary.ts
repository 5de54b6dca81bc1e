import { type Paper, type PaperField, section, tableOf } from '../../engine/documents/paper.ts';
import type { LeavingFact } from '../../engine/policy/terms.ts';
import { clientFields, type PaperClient } from './papers.ts';
import type { PaperTexts } from './words.ts';
import type { Plan } from '../plans/plan.ts';
import type { OutcomeRegister } from '../outcomes/state.ts';

type Words = Readonly<Record<string, unknown>>;

/** A discharge with what was written of it; dates are local. */
export type DischargeOnPaper = {
  client: PaperClient;
  receivedOn: string;
  dischargedOn: string;
  level: string;
  by: string | null;
  facts: OutcomeRegister['discharges'][number];
  words: Words;
  /** What was measured of it since (OU-2). */
  outcome: { facts: OutcomeRegister['outcomes'][number]; words: Words } | null;
  /** The last plan that was complete. */
  plan: Plan | null;
};

/** OU-4: how a client leaves, what came of it, and where the goals stand. */
export function dischargePaper(texts: PaperTexts, source: DischargeOnPaper): Paper {
  const { discharge: words, day } = texts;
  const { client, receivedOn, dischargedOn, level, by, facts, outcome, plan } = source;
  const done = (fact: LeavingFact) => said(texts, facts[fact]);
  const leaving: PaperField[] = [
    [words.reason, words.reasons[facts.reason]],
    [words.lastMeeting, done('lastMeetingHeld')],
    [words.aftercareArranged, done('aftercareArranged')],
    ...written(source.words, [[words.aftercare, 'aftercare']]),
    [words.warmHandOver, done('warmHandOver')],
    ...written(source.words, [[words.handedOverTo, 'handedOverTo']]),
    [words.receivingAgencyNamed, done('receivingAgencyNamed')],
    ...written(source.words, [
      [words.receivingAgency, 'receivingAgency'],
      [words.whyNot, 'whyNot'],
      [words.note, 'note'],
    ]),
  ];
  const measured = outcome && [
    [words.completed, said(texts, outcome.facts.completed)] as const,
    [words.measure, outcome.facts.measure ? words.measures[outcome.facts.measure] : null] as const,
    ...written(outcome.words, [
      [words.summary, 'summary'],
      [words.note, 'note'],
    ]),
  ];
  const goals = (plan?.sections.goals ?? []).map(({ text, targetOn, state }) => [
    text,
    day(targetOn),
    texts.plan.goalStates[state],
  ]);
  return {
    ...{ title: words.title, form: 'letter', mark: client.reference },
    notice: facts.reopened ? words.reopened : null,
    about: [
      ...clientFields(texts, client),
      [words.received, day(receivedOn)],
      [words.discharged, day(dischargedOn)],
      [words.level, level],
      [words.by, by],
    ],
    sections: [
      section(words.leaving, [{ type: 'fields', fields: leaving }]),
      section(words.goals, tableOf(words.goalColumns, goals)),
      section(words.outcome, measured ? [{ type: 'fields', fields: measured }] : []),
    ],
  };
}

function said({ yes, no }: PaperTexts, fact: boolean | undefined): string | null {
  return fact === undefined ? null : fact ? yes : no;
}

/** What people wrote beside the facts, where they did. */
function written(words: Words, fields: readonly (readonly [label: string, name: string])[]): PaperField[] {
  return fields.flatMap(([label, name]) => {
    const text = words[name];
    return typeof text === 'string' ? [[label, text] as const] : [];
  });
}
