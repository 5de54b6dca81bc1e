import type { PaperBody, PaperField } from '../../engine/documents/paper.ts';
import type { PaperTexts } from './words.ts';

/** What can be printed of a client, by the name in its address. */
export const paperNames = [
  'care-plan',
  'safety-plan',
  'safety-card',
  'transition-plan',
  'referral-form',
  'release-form',
  'request-packet',
  'discharge-summary',
  'accounting-of-disclosures',
  'client-file',
] as const;
export type PaperName = (typeof paperNames)[number];

/** The same paper as a file, or as a page of the browser. */
export const paperFormats = ['pdf', 'html'] as const;
export type PaperFormat = (typeof paperFormats)[number];

export const paperLanguages = ['en', 'es'] as const;

/** What clients take home, which is printed in their language. */
const takenHome: ReadonlySet<string> = new Set<PaperName>([
  ...(['care-plan', 'safety-plan', 'safety-card', 'transition-plan'] as const),
  ...(['release-form', 'accounting-of-disclosures'] as const),
]);

export const isIn = (language: (typeof paperLanguages)[number], name: string): boolean =>
  language === 'en' || takenHome.has(name);

/** Whose paper it is, as the record names them. */
export type PaperClient = {
  name: string;
  reference: string;
  /** Local date. */
  birthDate: string | null;
  coordinator: string | null;
  /** For the payer, who knows clients by their number alone. */
  numberOnly?: true;
};

/** A document as papers name it: which one, at which revision, with which words. */
export type PaperSource = { state: string; revision: number; hash: string; writtenOn: string };

export function clientFields(
  { about, day }: PaperTexts,
  { name, reference, birthDate, coordinator, numberOnly }: PaperClient,
): PaperField[] {
  return [
    ...(numberOnly ? [] : [[about.client, name] as const]),
    [about.reference, reference],
    ...(numberOnly ? [] : [[about.birthDate, birthDate && day(birthDate)] as const]),
    [about.coordinator, coordinator],
  ];
}

/** What of a paper is bound into another of the same client: whose it is stands before it already. */
export function boundBody(
  texts: PaperTexts,
  client: PaperClient,
  { notice, about, sections }: PaperBody,
): PaperBody {
  const whose = new Set(clientFields(texts, client).map(([label]) => label));
  return { notice, about: about.filter(([label]) => !whose.has(label)), sections };
}

/** So much of a hash tells two versions apart; the whole of it is in the record. */
export const shortOf = (hash: string): string => hash.slice(0, 16);
