import type { DocumentKind } from '../../engine/documents/document.ts';
import { noDocument, refused } from '../../engine/documents/refusals.ts';
import {
  hasDate,
  type HumanName,
  type Identity,
  type IdentitySource,
  isOwn,
  type Period,
} from './identity.ts';

/** An identity, and where this revision of it comes from. */
export type IdentityContent = Identity & { source: IdentitySource };

export type IdentityAct =
  /** What a referral, an import or a transfer brings; its own rule has judged it. */
  | { type: 'record'; content: IdentityContent }
  /** Somebody who knows better says who it is, and why they know. */
  | { type: 'correct'; content: Identity; reason: string };

/** With what an act on it is refused. */
export type IdentityRefusal = 'identity-inconsistent' | 'nothing-changed' | 'not-found';

/** One a client, under the client's id: it belongs to the person, whichever enrollments they have. */
export const identityKind: DocumentKind<IdentityContent, IdentityAct, IdentityRefusal> = {
  kind: 'identity',
  decide(current, act, { hashOf }) {
    if (act.type === 'record') return { ok: true, state: 'current', content: act.content };
    if (!current) return noDocument;
    const { content, reason } = act;
    const fields = inconsistencies(content);
    if (fields.length > 0) return refused('identity-inconsistent', 'It cannot be so.', fields);
    if (hashOf(sayings(current.content)) === hashOf(content))
      return refused('nothing-changed', 'The identity is on record like this already.');
    return { ok: true, state: 'current', content: { ...content, source: { type: 'correction' } }, reason };
  },
  hashed: sayings,
};

/** What it says of the person; how it came to say so is the revision's. */
function sayings({ source: _, ...identity }: IdentityContent): Identity {
  return identity;
}

type Wrong = { field: string; detail: string };

function inconsistencies({ name, birthDate, birthDateQuality, identifier }: Identity): Wrong[] {
  const own = identifier.filter(isOwn).length;
  const isTwice = ({ system, value }: Identity['identifier'][number], i: number) =>
    identifier.findIndex((one) => one.system === system && one.value === value) < i;
  return [
    ...name.flatMap((one, i) => [...wrongParts(one, i), ...backwards(one.period, `name.${i}.period.end`)]),
    ...(name.some(isCurrent) ? [] : [{ field: 'name', detail: 'one of them is in use' }]),
    ...(hasDate(birthDateQuality) === (birthDate !== null)
      ? []
      : ['birthDate', 'birthDateQuality'].map((field) => ({
          field,
          detail: 'full and approximate are of a date, the others of none',
        }))),
    ...(own === 1
      ? []
      : [{ field: 'identifier', detail: "exactly one is the agency's own, and has not ended" }]),
    ...identifier.flatMap((one, i) => [
      ...(isTwice(one, i) ? [{ field: `identifier.${i}`, detail: 'stands here twice' }] : []),
      ...backwards(one.period, `identifier.${i}.period.end`),
    ]),
  ];
}

function isCurrent({ use, period }: HumanName): boolean {
  return use !== 'old' && use !== 'maiden' && period?.end === undefined;
}

function wrongParts({ given, family, text }: HumanName, i: number): Wrong[] {
  const empty = given === undefined && family === undefined && text === undefined;
  return empty ? [{ field: `name.${i}`, detail: 'has given, family or text' }] : [];
}

function backwards(period: Period | undefined, field: string): Wrong[] {
  const { start, end } = period ?? {};
  return start !== undefined && end !== undefined && end < start
    ? [{ field, detail: 'lies before its start' }]
    : [];
}
