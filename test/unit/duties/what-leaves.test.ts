import fc from 'fast-check';
import { expect, it } from 'vitest';
import { payerConsent } from '../../../prisma/seed/index.ts';
import type { StepFacts } from '../../../src/engine/record/steps/index.ts';
import type { DisclosureDraft } from '../../../src/features/disclosures/accounting.ts';
import { leavingsOf } from '../../../src/pathway/leavings.ts';
import type { Story } from '../../support/enrollment-builder.ts';
import { eastSide, making, planned, releasing, choosing } from '../../support/referrals.ts';
import { sar } from '../../support/authorizations.ts';

type Granted = Extract<StepFacts, { type: 'grantRelease' }>;
/** What the story itself says of a release: from when it holds, until when, and what ended it, by when that was known. */
type Held = { facts: Granted; from: number; last: number; ends: { at: number; known: number }[] };

const harborHouse = '00000000-0000-4000-8000-00000000a001';
const contents = ['identity', 'presenting-issue', 'services', 'goals', 'payer'] as const;

/** One act each hour from 10 March 2037 on, some dated back by so many hours. */
const acts = fc.array(
  fc.record({
    kind: fc.constantFrom(
      ...(['grant', 'grant', 'consent', 'make', 'send', 'send', 'ask', 'ask', 'tell', 'tell'] as const),
      ...(['revoke', 'end', 'void', 'withdraw'] as const),
    ),
    which: fc.nat(5),
    back: fc.constantFrom(0, 0, 0, 3),
    content: fc.oneof(
      { weight: 3, arbitrary: fc.constant([...contents]) },
      fc.subarray([...contents], { minLength: 1 }),
    ),
    to: fc.constantFrom(harborHouse, harborHouse, eastSide),
    lasts: fc.constantFrom(0, 1, 200, 200),
  }),
  { minLength: 8, maxLength: 26 },
);

const lasting = { which: 0, back: 0, content: [...contents], to: harborHouse, lasts: 200 } as const;
const first = [
  { ...lasting, kind: 'grant' },
  { ...lasting, kind: 'consent' },
] as const;

const dayOf = (n: number) => `2037-03-${String(10 + Math.floor(n / 8)).padStart(2, '0')}`;
const hourOf = (n: number, back: number) =>
  `${dayOf(n)} ${String(9 + (n % 8) - Math.min(back, n % 8)).padStart(2, '0')}:00`;
const until = (n: number, lasts: number) =>
  new Date(Date.UTC(2037, 2, 10 + Math.floor(n / 8) + lasts)).toISOString().slice(0, 10);

it('[RF-3] whatever comes in whatever order, nothing leaves that no release let, and each leaving is one row', () => {
  let left = 0;
  const runs = process.env['TEST_LONG'] ? 2_000 : 60;
  fc.assert(
    fc.property(acts, (list) => {
      const story = planned();
      const releases = new Map<string, Held>();
      const referrals: string[] = [];
      const expected: string[] = [];
      const rows = () => story.changes.flatMap(leavingsOf);
      // Something is there to leave by, so that most stories are about something.
      [...first, ...list].forEach(({ kind, which, back, content, to, lasts }, n) => {
        const at = hourOf(n, back);
        const entered = hourOf(n, 0);
        const id = `act-${n}`;
        const ids = [...releases.keys()];
        const release = ids[which % Math.max(1, ids.length)] ?? 'none';
        const enters = (facts: StepFacts): boolean => taken(story, facts, at, { id, enteredAt: entered });
        switch (kind) {
          case 'grant':
          case 'consent': {
            const facts = (
              kind === 'grant'
                ? releasing({ recipient: to, content: [...content], expiresOn: until(n, lasts) })
                : { type: 'grantRelease', recipient: 'payer', ...payerConsent(until(n, lasts)) }
            ) as Granted;
            const last = story.at(`${until(n, lasts)} 23:59`) + 60_000;
            if (enters(facts)) releases.set(id, { facts, from: story.at(at), last, ends: [] });
            return;
          }
          case 'revoke':
          case 'end': {
            const facts = {
              type: kind === 'revoke' ? 'revokeRelease' : 'endRelease',
              about: release,
            } as const;
            if (enters(facts))
              releases.get(release)?.ends.push({ at: story.at(at), known: story.at(entered) });
            return;
          }
          case 'void':
            // It had never been given.
            if (releases.has(release) && enters({ type: 'voidStep', step: release }))
              releases.get(release)?.ends.push({ at: -Infinity, known: story.at(entered) });
            return;
          case 'make':
            taken(story, choosing({ chosen: harborHouse }), at, { id: `choice-${n}`, enteredAt: entered });
            if (enters(making())) referrals.push(id);
            return;
          case 'withdraw':
            enters({
              type: 'withdrawReferral',
              about: referrals[which % Math.max(1, referrals.length)] ?? 'none',
              reason: 'other',
            });
            return;
          case 'send': {
            const about = referrals[which % Math.max(1, referrals.length)] ?? 'none';
            if (enters({ type: 'sendReferral', about, release })) expected.push(id);
            return;
          }
          case 'ask':
            if (taken(story, sar(), at, { id, enteredAt: entered, unconsented: true })) expected.push(id);
            return;
          case 'tell': {
            const told = { recipientKind: 'provider', recipient: to, content: ['services'] } as const;
            const disclosed = [
              { ...told, content: ['services' as const], ground: 'release' as const, release },
            ];
            if (
              enters({ type: 'logContact', with: 'provider', mode: 'phone', outcome: 'reached', disclosed })
            )
              expected.push(id);
          }
        }
      });
      // Each leaving has its row, and each row a leaving.
      left += expected.length;
      expect(rows().map(({ stepId }) => stepId)).toEqual(expected);
      // By the story's own account of releases: what let it held when it was let go, to them, for that, all of it.
      for (const row of rows()) expect([row.stepId, isLet(row, releases)]).toEqual([row.stepId, true]);
    }),
    { numRuns: runs },
  );
  // It is about something.
  expect(left).toBeGreaterThan(runs / 2);
});

/** By all that was known when it was let go. */
function isLet(
  { release, way, to, at, recordedAt, content }: DisclosureDraft,
  releases: ReadonlyMap<string, Held>,
): boolean {
  const held = releases.get(release ?? '');
  if (!held) return false;
  // What was said has been said; what is sent has to be allowed when it is entered as well.
  const moments = way === 'spoken' ? [at] : [at, recordedAt];
  const ends = held.ends.filter(({ known }) => known <= recordedAt);
  return (
    (to.kind === 'payer' ? held.facts.recipientKind === 'payer' : held.facts.recipient === to.id) &&
    content.every((one) => held.facts.content.includes(one)) &&
    moments.every((moment) => held.from <= moment && moment < held.last) &&
    moments.every((moment) => ends.every((end) => moment < end.at))
  );
}

function taken(story: Story, facts: StepFacts, at: string, entry: Parameters<Story['step']>[2]): boolean {
  try {
    story.step(facts, at, entry);
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('refused at')) return false;
    throw error;
  }
}
