import type { Basis } from './profile.ts';

/**
 * A form of the Acuity Index as data: what is asked, what an answer is worth, what is to be enclosed. Plain JSON,
 * immutable, named by the hash of its content; a change is a new version.
 */
export type AcuityInstrument = {
  id: string;
  version: number;
  title: string;
  /** Whose form it is: the seeds give the index's range of use, never its questions. */
  source: string;
  basis: Basis;
  /** What every item may be answered with. */
  scale: { points: number; means: string }[];
  /** From so many points on, an item asks for documentation. */
  documentedFrom: number;
  domains: InstrumentDomain[];
};

type InstrumentDomain = { id: string; title: string; items: InstrumentItem[] };

export type InstrumentItem = {
  id: string;
  asks: string;
  /** Any one of these will do. */
  documentation: IndexDocumentation[];
};

/** What supports a score. Says much about a client: it stands beside the answers, sealed, never among facts. */
export type IndexDocumentation =
  | 'treatment-provider-report'
  | 'mental-health-report'
  | 'medical-record'
  | 'medication-list'
  | 'court-or-supervision-record'
  | 'child-welfare-record'
  | 'lease-or-shelter-letter'
  | 'benefit-letter'
  | 'employment-or-school-record'
  | 'case-notes';

/** The form a score was worked out with, among the facts of its step. */
export type InstrumentUsed = {
  id: string;
  version: number;
  hash: string;
  /** Whether the scored items ask for documentation (AC-2). */
  documentation: boolean;
};

/** Points by the item's id. */
export type Answers = Readonly<Record<string, number>>;

/** All items, in the order of the form. */
export function itemsOf(instrument: AcuityInstrument): InstrumentItem[] {
  return instrument.domains.flatMap(({ items }) => items);
}

/** The lowest and the highest score the form can come to. */
export function rangeOf(instrument: AcuityInstrument): { lowest: number; highest: number } {
  const points = instrument.scale.map((step) => step.points);
  const count = itemsOf(instrument).length;
  return { lowest: Math.min(...points) * count, highest: Math.max(...points) * count };
}
