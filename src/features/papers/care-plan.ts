import { listOf, type Paper, type PaperBlock, section, tableOf } from '../../engine/documents/paper.ts';
import { shortOf } from './papers.ts';
import type { PaperTexts } from './words.ts';
import { concerningIn, numbersIn, planFrame, type PlanOnPaper, signatureLines } from './plan-parts.ts';
import type { Goal, Service } from '../plans/plan.ts';
import { safetyBlocks } from './safety-plan.ts';
import { releaseBlocks } from './transition-plan.ts';

/** The SCCP as it was written: each thing once, what refers to another by that one's number. */
export function carePlanPaper(texts: PaperTexts, source: PlanOnPaper): Paper {
  const { plan: words, day } = texts;
  const { sections, reason, from } = source.plan;
  const frame = planFrame(texts, source);
  const concerning = concerningIn(texts, source);
  const numbersOf = numbersIn(words.numbers);
  const usedStrengths = numbersOf(sections.strengths)(sections.safetyPlan?.strengths ?? []);
  const needNumbers = numbersOf(sections.needs);
  const goalNumbers = numbersOf(sections.goals);
  const serviceNumbers = numbersOf(sections.services);

  const needs = sections.needs.map((need, at) => [
    String(at + 1),
    words.domains[need.domain],
    concerning(need),
    need.immediate ? texts.yes : texts.no,
  ]);
  const funding = sections.funding.map(({ service, source: from_, tier, outcome, reason: why, ...item }) => [
    serviceNumbers([service]),
    concerning({ ...item, text: from_ }),
    words.tiers[tier],
    words.fundingOutcomes[outcome],
    why ?? '',
  ]);
  const responsibilities = sections.responsibilities.map(({ who, what, by, member }) => [
    who,
    concerning({ text: what, member }),
    day(by),
  ]);
  return {
    ...frame,
    title: words.title,
    about: [
      ...frame.about,
      ...(from === null ? [] : [[words.from, shortOf(from.hash)] as const]),
      ...(reason === null ? [] : [[words.reason, reason] as const]),
    ],
    sections: [
      section(words.strengths, listOf(sections.strengths.map(concerning), true)),
      section(words.needs, tableOf(words.needColumns, needs)),
      section(words.goals, sections.goals.map(goalBlock)),
      section(words.services, sections.services.map(serviceBlock)),
      section(words.responsibilities, tableOf(words.responsibilityColumns, responsibilities)),
      section(words.funding, tableOf(words.fundingColumns, funding)),
      section(
        texts.safety.title,
        sections.safetyPlan === null
          ? []
          : safetyBlocks(texts, sections.safetyPlan, {
              members: source.members,
              strengths: usedStrengths === '' ? [] : [words.numbered(usedStrengths)],
            }),
      ),
      ...(sections.transition === null
        ? []
        : [{ title: texts.transition.title, blocks: releaseBlocks(texts, sections.transition) }]),
      section(words.signatures, signatureLines(texts, source)),
    ],
  };

  function goalBlock(goal: Goal, at: number): PaperBlock {
    const strategies = goal.strategies.map(({ text, state }) => [text, words.strategyStates[state]]);
    const progress = goal.progress.map(({ on, text }) => [day(on), text]);
    return {
      type: 'item',
      title: words.goal(at + 1, concerning(goal)),
      blocks: [
        {
          type: 'fields',
          fields: [
            [words.answers, needNumbers(goal.needs) || null],
            [words.target, day(goal.targetOn)],
            [words.review, day(goal.reviewOn)],
            [words.state, words.goalStates[goal.state]],
          ],
        },
        ...tableOf(words.strategyColumns, strategies),
        ...tableOf(words.progressColumns, progress),
      ],
    };
  }

  function serviceBlock(service: Service, at: number): PaperBlock {
    const { goals, options, onlyOption, choice, firstAppointment: first } = service;
    return {
      type: 'item',
      title: words.service(at + 1, concerning(service)),
      blocks: [
        {
          type: 'fields',
          fields: [
            [words.serves, goalNumbers(goals) || null],
            [words.offered, options.map(({ provider }) => provider).join('\n') || null],
            ...(onlyOption === undefined ? [] : [[words.onlyOption, onlyOption] as const]),
            [words.chosen, choice?.provider ?? null],
            [words.reasons, choice?.reasons ?? null],
            ...(first ? [[words.firstAppointment, `${day(first.on)}, ${first.place}`] as const] : []),
          ],
        },
      ],
    };
  }
}
