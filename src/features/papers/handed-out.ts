import type { Paper, PaperField } from '../../engine/documents/paper.ts';
import { section } from '../../engine/documents/paper.ts';
import type { ReleasableContent, ReleasePurpose } from '../../engine/record/steps/releases.ts';
import type { PaperName } from './papers.ts';
import type { PaperTexts } from './words.ts';

/** What a paper tells whoever gets it, as a release names it. A paper that is not here is for the client and the agency. */
export const paperTells: Partial<Record<PaperName, readonly ReleasableContent[]>> = {
  'care-plan': ['identity', 'plan'],
  'safety-plan': ['identity', 'plan'],
  'transition-plan': ['identity', 'plan'],
  'referral-form': ['identity', 'presenting-issue', 'services', 'goals', 'payer'],
  'discharge-summary': ['identity', 'progress'],
};

type TableCopy = { to: string; purpose: ReleasePurpose; citation: string | null };

/** What stands below the rows of a table that leaves, line by line: the same as on a paper (42 CFR 2.32). */
export function tableNotice(
  { disclosure: words }: PaperTexts,
  { to, purpose, citation }: TableCopy,
): string[][] {
  return [
    [words.to, to],
    [words.purpose, words.purposes[purpose]],
    [words.why, citation === null ? words.byReleases : words.byLaw(citation)],
    [words.notice],
  ];
}

/** To whom a copy goes, and what lets it: dates and times as people read them. */
export type HandedOut = {
  /** Given to somebody, or opened by the payer. */
  way: 'handed-out' | 'request-read';
  to: string;
  purpose: string;
  content: readonly string[];
  at: string;
  by: string;
  /** Of a release its last day; of a law where it stands. */
  allowedBy: { type: 'release'; until: string } | { type: 'law'; citation: string };
};

/** What came over from another agency: under what consent, and that it may not be passed on. */
export function asCarried(
  { disclosure: words, day }: PaperTexts,
  paper: Paper,
  {
    from,
    purpose,
    content,
    until,
  }: { from: string; purpose: ReleasePurpose; content: readonly ReleasableContent[]; until: string | null },
): Paper {
  const fields: PaperField[] = [
    [words.from, from],
    [words.purpose, words.purposes[purpose]],
    [words.content, content.map((one) => words.contents[one]).join(', ')],
    [words.why, until === null ? words.byConsent : words.byRelease(day(until))],
  ];
  const told = section(words.carried, [
    { type: 'fields', fields },
    { type: 'text', text: words.notice },
  ]);
  return { ...paper, sections: [told, ...paper.sections] };
}

/**
 * The copy that leaves: what it is allowed by stands on it, and that it may not be passed on (42 CFR 2.32). A card becomes a
 * letter, as the notice would not fit on it.
 */
export function asHandedOut(
  { disclosure: words }: PaperTexts,
  paper: Paper,
  { way, to, purpose, content, at, by, allowedBy }: HandedOut,
): Paper {
  const why =
    allowedBy.type === 'release' ? words.byRelease(allowedBy.until) : words.byLaw(allowedBy.citation);
  return {
    ...{ ...paper, form: 'letter' },
    sections: [
      section(words.title, [
        {
          type: 'fields',
          fields: [
            [words.to, to],
            [words.purpose, purpose],
            [words.content, content.join(', ')],
            [words.why, why],
            [words.by[way], words.byAt(by, at)],
          ],
        },
        { type: 'text', text: words.notice },
      ]),
      ...paper.sections,
    ],
  };
}
