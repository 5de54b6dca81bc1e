import type { Consent, Entered } from './rule.ts';

/** A plan as it was written: each reading has its words, by a mark of their own, and their hash. */
export type Plan = {
  id: string;
  state: 'draft' | 'complete' | 'struck';
  readings: { revision: number; hash: string; mark: string }[];
};
export type File = { id: string; what: string; hash: string; bytes: Buffer; isStruck: boolean };

/** As a request named it and the record had it then. */
export type Enclosed = { document: string; id: string; revision?: number; hash?: string };
export type Sending = Entered & { enclosed: Enclosed[] };
export type Asked = Sending & {
  mark: string;
  resent: Sending[];
  returned: Entered[];
  ended: Entered[];
};
/** `says`: the plan whose words it has, as it was. */
export type Referred = Entered & { provider: string; says: object[]; sent: Entered[]; withdrawn: Entered[] };

/** What a test knows of a client, from what it has done itself. */
export type Client = {
  id: string;
  consents: Consent[];
  plans: Plan[];
  files: File[];
  scorings: Entered[];
  asked: Asked[];
  referred: Referred[];
  told: Entered[];
};

export const newClient = (id: string): Client => ({
  id,
  ...{ consents: [], plans: [], files: [], scorings: [], asked: [], referred: [], told: [] },
});

export const newest = ({ readings }: Plan) => {
  const last = readings.at(-1);
  if (!last) throw new Error('a plan without words');
  return last;
};

type Named = { document: string; id: string; hash?: string };
type Found = Enclosed | 'enclosure-unknown' | 'enclosure-changed';

/** What the client's record has under that name at this moment; or why it has not. */
export function foundIn({ plans, files, scorings }: Client, { document, id, hash }: Named): Found {
  if (document === 'sccp') {
    const plan = plans.find((one) => one.id === id);
    if (!plan || plan.state === 'draft') return 'enclosure-unknown';
    const { revision, hash: now } = newest(plan);
    if (plan.state === 'struck' || (hash ?? now) !== now) return 'enclosure-changed';
    return { document, id, revision, hash: now };
  }
  if (document === 'acuity-index') {
    const scoring = scorings.find((one) => one.id === id);
    if (!scoring) return 'enclosure-unknown';
    const last = scorings.findLast(({ isVoid }) => !isVoid);
    return last === scoring ? { document, id } : 'enclosure-changed';
  }
  const file = files.find((one) => one.id === id);
  if (!file || (document === 'placement-criteria' && file.what !== document)) return 'enclosure-unknown';
  if (file.isStruck || (hash ?? file.hash) !== file.hash) return 'enclosure-changed';
  return { document, id, hash: file.hash };
}

/** All of a client that could be named under that kind, whatever has become of it; each as it was first read. */
export function everything({ plans, files, scorings }: Client, document: string): Named[] {
  if (document === 'sccp')
    return plans.map(({ id, readings: [first] }) => ({ document, id, hash: first?.hash ?? '' }));
  if (document === 'acuity-index') return scorings.map(({ id }) => ({ document, id }));
  return files.map(({ id, hash }) => ({ document, id, hash }));
}

/** How a request stands at a time, by what counts of it. */
export function standing(asked: Asked, then: number): 'unknown' | 'requested' | 'returned' | 'ended' {
  const counts = (all: readonly Entered[]) => all.filter(({ isVoid, at }) => !isVoid && at <= then);
  if (asked.isVoid || asked.at > then) return 'unknown';
  if (counts(asked.ended).length > 0) return 'ended';
  const last = (all: readonly Entered[]) => Math.max(-Infinity, ...counts(all).map(({ at }) => at));
  return last(asked.returned) > last(asked.resent) ? 'returned' : 'requested';
}

/** What the payer was given with it, what went last before; null where there is nothing it may look at. */
export function givenWith(asked: Asked): Enclosed[] | null {
  const isDecided = asked.returned.some(({ isVoid }) => !isVoid);
  if (asked.isVoid || (asked.ended.some(({ isVoid }) => !isVoid) && !isDecided)) return null;
  const again = asked.resent.filter(({ isVoid }) => !isVoid).toSorted((a, b) => a.at - b.at);
  const all = [asked, ...again].toReversed().flatMap(({ enclosed }) => enclosed);
  const name = ({ document, id, hash }: Enclosed) => `${document}/${id}/${hash ?? ''}`;
  return all.filter((one, place) => all.findIndex((other) => name(other) === name(one)) === place);
}

/** Struck out or voided since: what was sent is not shown any more. */
export function isWithheld({ plans, files, scorings }: Client, { id }: Enclosed): boolean {
  return (
    plans.some((one) => one.id === id && one.state === 'struck') ||
    files.some((one) => one.id === id && one.isStruck) ||
    scorings.some((one) => one.id === id && one.isVoid)
  );
}

/** As the accounting names it. */
export const itemOf = ({ document: what, ...rest }: Enclosed) => ({ what, ...rest });
