import { type ActAsk, type ActOutcome, type ActStamp, type Person, repeated } from '../acts.ts';
import { classifyFailure } from './failures.ts';
import type { Prisma, PrismaClient } from './generated/client.ts';

export type Transaction = Prisma.TransactionClient;

export type Decided<Plan, Refused> = { ok: true; plan: Plan } | { ok: false; refusal: Refused };

/** An act as its store knows it; all of it happens in one transaction, in this order. */
export type Act<Plan, Row, Refused> = {
  /** What acts that are judged by one another wait for. */
  lock?: (tx: Transaction) => Promise<unknown>;
  /** The act on record under this key. */
  find: (tx: Transaction) => Promise<ActStamp | null>;
  /** Reads what the act is judged by, and has it judged. */
  decide: (tx: Transaction) => Promise<Decided<Plan, Refused>>;
  write: (tx: Transaction, plan: Plan) => Promise<unknown>;
  /** What is answered, now and to every repetition. */
  show: (tx: Transaction) => Promise<Row>;
};

/** Another request came first, where a lock would cost more than judging anew. */
export class CameLater extends Error {
  override readonly name = 'CameLater';
}

/** Of two that wrote the same at once the later one is judged anew: then it finds the other one on record. */
const mostTries = 10;

/** Does an act once a key, or answers what it came to before. */
export async function performAct<Plan, Row, Refused>(
  prisma: Pick<PrismaClient, '$transaction'>,
  ask: ActAsk<Person>,
  act: Act<Plan, Row, Refused>,
): Promise<ActOutcome<Row, Refused>> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await prisma.$transaction((tx) => actWithin(tx, ask, act));
    } catch (error) {
      if (!cameLater(error) || tries >= mostTries) throw error;
    }
  }
}

/** What an act came to that bears the key already, for whoever would not be let do it any more; null: there is none. */
export async function actBefore<Row>(
  prisma: Pick<PrismaClient, '$transaction'>,
  ask: ActAsk<Person>,
  act: Pick<Act<never, Row, null>, 'lock' | 'find' | 'show'>,
): Promise<ActOutcome<Row, never> | null> {
  const outcome = await performAct<never, Row, null>(prisma, ask, {
    ...act,
    decide: async () => ({ ok: false, refusal: null }),
    write: async (_, none: never) => none,
  });
  return outcome.status === 'refused' ? null : outcome;
}

/** The same within the caller's transaction, which is over where another act came first. */
export async function actWithin<Plan, Row, Refused>(
  tx: Transaction,
  ask: ActAsk<Person>,
  { lock, find, decide, write, show }: Act<Plan, Row, Refused>,
): Promise<ActOutcome<Row, Refused>> {
  const onRecord = async (): Promise<ActOutcome<Row, Refused> | null> => {
    const earlier = await find(tx);
    if (!earlier) return null;
    const meaning = repeated(earlier, ask);
    return meaning === 'replayed'
      ? { status: 'replayed', row: await show(tx) }
      : { status: 'reused', how: meaning };
  };

  await lock?.(tx);
  const before = await onRecord();
  if (before) return before;
  const decided = await decide(tx);
  if (decided.ok) {
    await write(tx, decided.plan);
    return { status: 'written', row: await show(tx) };
  }
  // What speaks against it may be its own first copy, which came on record between the two reads.
  return (await onRecord()) ?? { status: 'refused', refusal: decided.refusal };
}

/** Has acts of one name take turns, until the transaction is over. */
export async function takeTurns(tx: Transaction, name: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))::text`;
}

function cameLater(error: unknown): boolean {
  if (error instanceof CameLater) return true;
  const { kind, code } = classifyFailure(error);
  return kind === 'unique' || code === '40001' || code === '40P01';
}
