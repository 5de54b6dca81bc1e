import type { PaperField } from '../../engine/documents/paper.ts';
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
] as const;
export type PaperName = (typeof paperNames)[number];

/** The same paper as a file, or as a page of the browser. */
export const paperFormats = ['pdf', 'html'] as const;
export type PaperFormat = (typeof paperFormats)[number];

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

/** So much of a hash tells two versions apart; the whole of it is in the record. */
export const shortOf = (hash: string): string => hash.slice(0, 16);
