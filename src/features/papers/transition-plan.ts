import { type Paper, type PaperBlock, section, tableOf } from '../../engine/documents/paper.ts';
import type { PaperTexts } from './words.ts';
import type { CountdownLine } from '../plans/countdown.ts';
import { concerningIn, planFrame, type PlanOnPaper, signatureLines } from './plan-parts.ts';
import type { Transition } from '../plans/plan.ts';

/** PL-9: what is ready before somebody is released; null where the plan knows no release. */
export function transitionPaper(
  texts: PaperTexts,
  source: PlanOnPaper,
  countdown: readonly CountdownLine[],
): Paper | null {
  const { transition, services } = source.plan.sections;
  if (transition === null) return null;
  const { transition: words, plan, day } = texts;
  const concerning = concerningIn(texts, source);
  const tasks = countdown.map(({ task, by, done }) => [
    words.tasks[task],
    day(by),
    done ? texts.yes : texts.no,
  ]);
  const named = services.map((service) => {
    const { choice, firstAppointment: first } = service;
    return [concerning(service), choice?.provider ?? null, first ? `${day(first.on)}, ${first.place}` : null];
  });
  return {
    ...planFrame(texts, source),
    title: words.title,
    sections: [
      section(words.release, releaseBlocks(texts, transition)),
      section(words.countdown, tableOf(words.countdownColumns, tasks)),
      section(plan.services, tableOf(words.serviceColumns, named)),
      section(plan.signatures, signatureLines(texts, source)),
    ],
  };
}

/** The release itself, and the meetings before it; also within the plan of care. */
export function releaseBlocks(
  { transition: words, day, yes, no }: PaperTexts,
  { releaseOn, facility, paroleAgent, meetings }: Transition,
): PaperBlock[] {
  const rows = meetings.map(({ on, attended, decisions }) => [day(on), attended ? yes : no, decisions]);
  return [
    {
      type: 'fields',
      fields: [
        [words.releaseOn, day(releaseOn)],
        [words.facility, facility],
        [words.paroleAgent, paroleAgent.name],
        [words.reach, paroleAgent.reach],
      ],
    },
    ...tableOf(words.meetingColumns, rows),
  ];
}
