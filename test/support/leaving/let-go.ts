import { type Act, nobodys, pick } from './any-act.ts';
import { type Client, newest } from './client.ts';
import * as rule from './rule.ts';
import type { World } from './world.ts';

/** A paper is given to somebody, under a release or a law. */
export async function handOut(world: World, { n, m }: Act, mine: Client, other: Client): Promise<void> {
  const now = world.now();
  const content = ['identity', 'plan'];
  const fits = mine.consents.filter((one) =>
    rule.lets(one, { kind: one.kind, id: one.recipient, purposes: [one.purpose], content }, now),
  );
  const consent = (m % 2 === 0 && pick(fits, n)) || pick(n % 8 === 0 ? other.consents : mine.consents, m);
  const law = pick(rule.lawNames, n) ?? '';
  const byLaw = n % 4 === 0;
  const to: { kind: string; id: string | null } =
    byLaw || consent === undefined || n % 10 === 1
      ? (pick(
          [
            { kind: 'role', id: 'physician-or-hospital' },
            { kind: 'provider', id: world.harbor },
            { kind: 'payer', id: null },
            { kind: 'provider', id: world.eastSide },
          ],
          m,
        ) ?? { kind: 'payer', id: null })
      : { kind: consent.kind, id: consent.recipient };
  const purpose =
    n % 3 === 0
      ? 'care-coordination'
      : consent && consent.purpose !== 'locate'
        ? consent.purpose
        : 'monitoring';
  const telling = { ...to, purposes: [purpose], content };
  const of = n % 5 === 0 ? (pick([...mine.plans, ...other.plans], m)?.id ?? nobodys) : undefined;
  const standing = mine.plans.filter(({ state }) => state !== 'struck').toReversed();
  const newestOf = (state: string) => standing.find((one) => one.state === state);
  const plan =
    of === undefined ? (newestOf('complete') ?? newestOf('draft')) : standing.find(({ id }) => id === of);
  const isLet = byLaw
    ? rule.lawLets(law, to.kind)
    : consent !== undefined && mine.consents.includes(consent) && rule.lets(consent, telling, now);
  const refusal = byLaw ? 'law-does-not-cover' : 'release-missing';
  const reasons = [...(plan ? [] : ['nothing-to-print']), ...(isLet ? [] : [refusal])];
  const release = consent?.id ?? nobodys;
  await world.leaves(
    byLaw ? 'hand by law' : 'hand',
    (key) =>
      world.rig.post(
        'coordinator',
        `/enrollments/${mine.id}/papers/care-plan/hand-outs`,
        {
          ...{ to, purpose, ...(of === undefined ? {} : { of }) },
          allowedBy: byLaw ? { ground: 'law', law, note: 'They asked.' } : { ground: 'release', release },
        },
        { 'Idempotency-Key': key },
      ),
    reasons,
    () => {
      const { revision, hash } = plan ? newest(plan) : { revision: 0, hash: '' };
      return [
        {
          ...{ enrollmentId: mine.id, way: 'handed-out', to: [to.kind, to.id], content },
          items: [{ what: 'care-plan', id: plan?.id ?? '', revision, hash }],
          ...{ releases: [byLaw ? null : release], law: byLaw ? law : null, stepId: null, at: now },
        },
      ];
    },
  );
}

/** Something is said to a provider. */
export async function tell(world: World, { n, m, back, content }: Act, mine: Client): Promise<void> {
  const at = world.now() - back;
  const recipient = n % 3 === 0 ? world.eastSide : world.harbor;
  const ground = pick(['release', 'release', 'release', 'none', ...rule.lawNames], n) ?? '';
  const all = [...new Set(['identity', ...content])];
  const telling = { kind: 'provider', id: recipient, purposes: rule.talks, content: all };
  const fits = mine.consents.filter((one) => rule.lets(one, telling, at));
  const consent = (m % 2 === 0 && pick(fits, n)) || pick(mine.consents, m);
  const release = consent?.id ?? nobodys;
  const isLet =
    ground === 'none' ||
    (ground === 'release'
      ? consent !== undefined && rule.lets(consent, telling, at)
      : rule.lawLets(ground, 'provider'));
  const told = { recipientKind: 'provider', recipient, content, ground };
  const disclosed = [ground === 'release' ? { ...told, release } : told];
  const body = { with: 'provider', mode: 'phone', outcome: 'reached', disclosed, ...world.dated(back) };
  const said = await world.leaves(
    ground === 'none' ? 'tell nothing allowed' : 'tell',
    (key) =>
      world.rig.post('coordinator', `/enrollments/${mine.id}/commands/logContact`, body, {
        'Idempotency-Key': key,
      }),
    isLet ? [] : [ground === 'release' ? 'release-missing' : 'law-does-not-cover'],
    (stepId) => [
      {
        ...{ enrollmentId: mine.id, way: 'spoken', to: ['provider', recipient], content: all, items: [] },
        releases: [ground === 'release' ? release : null],
        ...{ law: ground === 'release' || ground === 'none' ? null : ground, stepId, at },
      },
    ],
  );
  if (said) mine.told.push({ id: said.stepId ?? '', at, isVoid: false });
}

/** A referral goes to its provider. */
export async function sendReferral(world: World, { n, m, back }: Act, mine: Client): Promise<void> {
  const [now, at] = [world.now(), world.now() - back];
  const referred = n % 4 > 0 ? mine.referred.at(-1) : pick(mine.referred, n);
  const telling = {
    ...{ kind: 'provider', id: referred?.provider ?? null, purposes: ['referral'] },
    content: rule.referralTells,
  };
  const fits = mine.consents.filter((one) => rule.lets(one, telling, at, now));
  const consent = (m % 4 > 0 && pick(fits, n)) || pick(mine.consents, m);
  const release = consent?.id ?? nobodys;
  const counts = (all: readonly rule.Entered[], then: number) => all.some((one) => rule.isGiven(one, then));
  const isThere = referred !== undefined && rule.isGiven(referred, at);
  const isDone = isThere && (counts(referred.sent, now) || counts(referred.withdrawn, now));
  const isLet = consent !== undefined && rule.lets(consent, telling, at, now);
  const body = { about: referred?.id ?? nobodys, release, ...world.dated(back) };
  const sent = await world.leaves(
    'send',
    (key) =>
      world.rig.post('coordinator', `/enrollments/${mine.id}/commands/sendReferral`, body, {
        'Idempotency-Key': key,
      }),
    [
      ...(isThere ? [] : ['unknown-referral']),
      ...(isDone ? ['referral-out-of-turn'] : []),
      ...(isThere && !isLet ? ['release-missing'] : []),
    ],
    (stepId) => [
      {
        ...{ enrollmentId: mine.id, way: 'referral', to: ['provider', referred?.provider ?? null] },
        ...{
          content: rule.referralTells,
          items: [{ what: 'makeReferral', id: referred?.id ?? '' }, ...(referred?.says ?? [])],
        },
        ...{ releases: [release], law: null, stepId, at },
      },
    ],
  );
  if (sent) referred?.sent.push({ id: sent.stepId ?? '', at, isVoid: false });
}
