import type { Paper, PaperBlock, PaperSignature } from '../../engine/documents/paper.ts';
import { clientFields, type PaperClient, type PaperSource, shortOf } from './papers.ts';
import type { PaperTexts } from './words.ts';
import { signersOf } from '../plans/missing.ts';
import type { Plan } from '../plans/plan.ts';

/** A plan of care, and what it takes to put it on paper. */
export type PlanOnPaper = PaperSource & {
  client: PaperClient;
  plan: Plan;
  /** Names of a family's members, by their ids. */
  members: ReadonlyMap<string, string>;
};

type Concerning = { text: string; member?: string | undefined };

/** What papers of a plan have in common: whose, of which version, and that it is a draft. */
export function planFrame(texts: PaperTexts, source: PlanOnPaper): Omit<Paper, 'title' | 'sections'> {
  const { about, plan: words, day } = texts;
  const { client, plan, state, revision, hash, writtenOn } = source;
  const version = about.revision(words.versions[plan.version], revision);
  return {
    form: 'letter',
    notice: state === 'draft' ? texts.draft : state === 'discarded' ? texts.discarded : null,
    about: [
      ...clientFields(texts, client),
      [about.version, version],
      [about.written, day(writtenOn)],
      [about.hash, shortOf(hash)],
    ],
    mark: about.mark(client.reference, revision, shortOf(hash)),
  };
}

/** What concerns one of a family names them. */
export function concerningIn({ plan }: PaperTexts, { members }: Pick<PlanOnPaper, 'members'>) {
  return ({ text, member }: Concerning): string =>
    member === undefined ? text : plan.concerns(text, members.get(member) ?? member);
}

/** Who has signed these words; of a draft, also who is yet to. */
export function signatureLines(texts: PaperTexts, { plan, state }: PlanOnPaper): PaperBlock[] {
  const { plan: words, day } = texts;
  const signed: PaperSignature[] = plan.signatures.map(({ role, name, on, declined }) => ({
    role: words.signers[role],
    signed: declined === undefined ? words.signed(name, day(on)) : words.declined(name, day(on), declined),
  }));
  const roles = new Set(plan.signatures.map(({ role }) => role));
  if (roles.has('guardian')) roles.add('client');
  const missing = state === 'draft' ? signersOf[plan.version].filter((role) => !roles.has(role)) : [];
  const lines = [...signed, ...missing.map((role) => ({ role: words.signers[role], signed: null }))];
  return lines.length === 0 ? [] : [{ type: 'signatures', lines }];
}

/** By which number the paper shows what an id names. */
export function numbersIn(join: (numbers: readonly number[]) => string) {
  return (items: readonly { id: string }[]) => {
    const numbers = new Map(items.map(({ id }, at) => [id, at + 1]));
    return (ids: readonly string[]) => join(ids.flatMap((id) => numbers.get(id) ?? []));
  };
}
