import {
  listOf,
  type Paper,
  type PaperBlock,
  type PaperSection,
  section,
  tableOf,
} from '../../engine/documents/paper.ts';
import type { PaperTexts } from './words.ts';
import { planFrame, type PlanOnPaper } from './plan-parts.ts';
import type { SafetyPlan } from '../plans/plan.ts';

/** What was said of it when it was last looked at again (CR-4). */
export type SafetyReview = { on: string; said: string };

type Beside = { members: ReadonlyMap<string, string>; strengths: readonly string[] };

/** The Safety/Crisis Plan on a paper of its own; null where the plan has none. `card`: for a wallet, whom to call first. */
export function safetyPlanPaper(
  texts: PaperTexts,
  source: PlanOnPaper,
  { review, card }: { review: SafetyReview | null; card: boolean },
): Paper | null {
  const { safetyPlan, strengths } = source.plan.sections;
  if (safetyPlan === null) return null;
  const { about, safety, plan: words, day } = texts;
  const used = strengths.filter(({ id }) => safetyPlan.strengths.includes(id)).map(({ text }) => text);
  const parts = partsOf(texts, safetyPlan, { members: source.members, strengths: used });
  const { signs, builds, steps, supports, contacts, concerns } = parts;
  const looked =
    review === null ? [] : [section(safety.reviewed(day(review.on)), [{ type: 'text', text: review.said }])];
  const letter = planFrame(texts, source);
  const version = about.revision(safety.inPlan(words.versions[source.plan.version]), source.revision);
  if (!card)
    return {
      ...{ ...letter, title: safety.title },
      about: letter.about.map(([label, value]) => [label, label === about.version ? version : value]),
      sections: [...concerns, signs, builds, steps, supports, contacts, ...looked],
    };
  return {
    ...{ ...letter, form: 'card', title: safety.title },
    about: [
      [about.client, source.client.name],
      [about.coordinator, source.client.coordinator],
      [about.written, day(source.writtenOn)],
    ],
    sections: [...concerns, contacts, steps, supports, signs, builds, ...looked],
  };
}

/** The same within the plan of care. */
export function safetyBlocks(texts: PaperTexts, safetyPlan: SafetyPlan, beside: Beside): PaperBlock[] {
  const { signs, builds, steps, supports, contacts, concerns } = partsOf(texts, safetyPlan, beside);
  return [...concerns, signs, builds, steps, supports, contacts].map((part) => ({ type: 'item', ...part }));
}

function partsOf(
  { safety }: PaperTexts,
  { member, warningSigns, naturalSupports, steps, crisisContacts }: SafetyPlan,
  { members, strengths }: Beside,
) {
  const whom = member === undefined ? [] : [members.get(member) ?? member];
  const supports = naturalSupports.map(({ name, relation, how }) => [name, relation, how]);
  const contacts = crisisContacts.map(({ name, reach }) => [name, reach]);
  return {
    concerns: whom.map((text): PaperSection => section(safety.concerns, [{ type: 'text', text }])),
    signs: section(safety.warningSigns, listOf(warningSigns)),
    builds: section(safety.usedStrengths, listOf(strengths)),
    steps: section(safety.steps, listOf(steps, true)),
    supports: section(safety.supports, tableOf(safety.supportColumns, supports)),
    contacts: section(safety.contacts, tableOf(safety.contactColumns, contacts)),
  };
}
