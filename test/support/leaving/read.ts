import request from 'supertest';
import { type Act, nobodys, pick } from './any-act.ts';
import {
  type Asked,
  type Client,
  type Enclosed,
  everything,
  givenWith,
  isWithheld,
  itemOf,
} from './client.ts';
import * as rule from './rule.ts';
import type { World } from './world.ts';

/** The payer reads a request, or opens a paper of it; so do who leads, and strangers. */
export async function read(world: World, { kind, n, m }: Act, mine: Client, other: Client): Promise<void> {
  const now = world.now();
  // Mostly a request of that client; sometimes one of the other, or of nobody.
  const of = n % 6 === 0 ? other : mine;
  const asked = n % 7 === 0 ? undefined : m % 2 === 0 ? of.asked.at(-1) : pick(of.asked, m);
  const given = (asked && of === mine && givenWith(asked)) || null;
  const everyThing = ['sccp', 'other'].flatMap((one) => [
    ...everything(mine, one),
    ...everything(other, one),
  ]);
  const named = (n % 4 > 0 && pick(given ?? [], n * 3 + m)) || pick(everyThing, n + m);
  const one = given?.find(({ id }) => id === named?.id && id !== undefined);
  const isOpening = kind === 'open';
  const shown = isOpening ? (one ? [one] : []) : (given ?? []).filter((each) => !isWithheld(mine, each));
  const content = rule.requestTells(shown.map(({ document }) => document));
  const telling = { kind: 'payer', id: null, purposes: ['authorization'], content };
  const by = mine.consents.filter((each) => rule.lets(each, telling, now));
  const base = `/enrollments/${mine.id}/requests/${asked?.id ?? nobodys}`;
  const path = isOpening ? `${base}/enclosures/${named?.id ?? nobodys}` : base;
  const login = n % 5 === 0 ? 'supervisor' : 'payer';
  const get = () =>
    n % 11 === 0
      ? request(world.rig.app)
          .get(`/api/v1${path}`)
          .set('Authorization', `Bearer ${world.rig.otherAgency.tokens.payer}`)
      : world.rig.get(login, path);
  const isPaper = one !== undefined && one.document !== 'acuity-index';
  const there = n % 11 > 0 && given !== null && (!isOpening || isPaper);
  const struck = isOpening && one !== undefined && isWithheld(mine, one);
  const reasons = [
    ...(there ? [] : ['not-found']),
    ...(there && struck ? ['attachment-struck', 'document-struck'] : []),
    ...(there && !struck && login === 'payer' && by.length === 0 ? ['consent-over'] : []),
  ];
  const items = [{ what: 'request', id: asked?.id ?? '' }, ...shown.map(itemOf)];
  const read = await world.leaves(
    `${kind} by ${n % 11 === 0 ? 'a stranger' : login}`,
    () => (isOpening ? get().responseType('blob') : get()),
    reasons,
    () =>
      login === 'payer'
        ? [
            {
              ...{ enrollmentId: mine.id, way: 'request-read', to: ['payer', null], content, items },
              ...{ releases: by.map(({ id }) => id), law: null, stepId: null, at: now },
            },
          ]
        : [],
  );
  if (!read || !asked || !given) return;
  if (isOpening) return sameBytes(mine, one, read.reply.body);
  gaveNoMore(mine, { asked, given, shown }, read.reply.body);
}

function sameBytes({ files }: Client, one: Enclosed | undefined, body: unknown): void {
  const file = files.find(({ id }) => id === one?.id);
  if (file && !file.bytes.equals(body as Buffer))
    throw new Error('the payer opened other bytes than were sent');
}

/** What the reply has of what was written is of that request, and of the versions that went with it. */
function gaveNoMore(
  { plans }: Client,
  { asked, given, shown }: { asked: Asked; given: Enclosed[]; shown: Enclosed[] },
  body: Record<string, unknown>,
): void {
  const { enclosures } = body as {
    enclosures: { id: string; hash: string | null; withheld: string | null }[];
  };
  const names = (all: readonly { id: string; hash?: string | null }[]) =>
    JSON.stringify(all.map(({ id, hash }) => [id, hash ?? null]));
  if (names(enclosures) !== names(given))
    throw new Error(`the packet has ${names(enclosures)}, not ${names(given)}`);
  if (names(enclosures.filter(({ withheld }) => withheld === null)) !== names(shown))
    throw new Error('the packet shows what was struck out, or withholds what was not');
  const may = shown.flatMap(({ id, hash }) => {
    const plan = plans.find((one) => one.id === id);
    return plan ? plan.readings.filter((reading) => reading.hash === hash).map(({ mark }) => mark) : [];
  });
  const read = new Set(JSON.stringify(body).match(/mark-\d+-/g));
  const plansRead = [...read].filter((mark) => !may.includes(mark));
  // What it was asked with, each time.
  const words = plans.flatMap(({ readings }) => readings.map(({ mark }) => mark));
  if (plansRead.some((mark) => words.includes(mark)))
    throw new Error(`the payer read ${plansRead.join(', ')}`);
  if (!read.has(asked.mark)) throw new Error('a request without its reasons');
  for (const mark of may) if (!read.has(mark)) throw new Error('a plan without its words');
}
