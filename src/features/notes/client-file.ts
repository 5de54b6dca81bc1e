import { struckState } from '../../engine/documents/strike.ts';
import type { RecordedStep, StepType } from '../../engine/record/steps/index.ts';
import { contactInformationKind } from '../team/contact-information.document.ts';
import { planKind } from '../plans/plan.document.ts';
import { noteKind, stepsNoted } from './note.document.ts';
import type { Instant } from '../../engine/calendar/index.ts';
import type { FileSection } from '../../engine/policy/terms.ts';
import { wantsNote } from './paperwork.ts';

/** A step or a document of the file. */
export type FileItem = { what: string; at: Instant; stepId?: string; documentId?: string; state?: string };

/** A document on file, as far as its place in the file needs it. */
export type FileDocument = {
  id: string;
  kind: string;
  state: string;
  at: Instant;
  about?: string | null;
  besides?: string[] | undefined;
};

/** DO-3: the client file reads in this order, and each section names what it lacks. */
const order: { section: FileSection; kinds: string[]; wants: string }[] = [
  {
    section: 'fact-sheet',
    kinds: [contactInformationKind.kind],
    wants: 'contact information',
  },
  { section: 'assessment', kinds: [], wants: 'an Acuity Index' },
  {
    section: 'releases',
    kinds: [],
    wants: 'a release of information',
  },
  {
    section: 'service-plan',
    kinds: [planKind.kind],
    wants: 'a complete plan',
  },
  {
    section: 'referrals',
    kinds: [],
    wants: 'a referral',
  },
  { section: 'case-notes', kinds: [noteKind.kind], wants: 'a signed note' },
  {
    section: 'updates',
    kinds: [],
    wants: 'a review of the plan',
  },
];

/**
 * The file from its steps that count and its documents; each section by when it happened. `sectionOf`: where a step
 * stands, as the table of steps says.
 */
export function clientFile(
  steps: readonly RecordedStep[],
  documents: readonly FileDocument[],
  sectionOf: (step: StepType) => FileSection | null,
): { section: FileSection; items: FileItem[]; missing: string[] }[] {
  return order.map(({ section, kinds, wants }) => {
    const items = [
      ...steps
        .filter(({ facts }) => sectionOf(facts.type) === section)
        .map(({ id, at, facts }): FileItem => ({ what: facts.type, at, stepId: id })),
      ...documents
        .filter(({ kind, state }) => kinds.includes(kind) && state !== 'discarded' && state !== struckState)
        .map(({ id, kind, state, at }): FileItem => ({ what: kind, at, documentId: id, state })),
    ].toSorted((a, b) => a.at - b.at);
    return {
      section,
      items,
      missing: [...lacks(section, wants, items), ...unnoted(section, steps, documents)],
    };
  });
}

/** What makes a section more than begun. */
function lacks(section: FileSection, wants: string, items: readonly FileItem[]): string[] {
  const enough: Record<FileSection, (item: FileItem) => boolean> = {
    'fact-sheet': ({ what }) => what === 'contact-information',
    assessment: ({ what }) => what === 'scoreAcuity',
    releases: ({ what }) => what === 'grantRelease',
    'service-plan': ({ what, state }) => what !== planKind.kind || state === 'complete',
    referrals: ({ what }) => what === 'makeReferral',
    'case-notes': ({ state }) => state === 'signed',
    updates: ({ what }) => what === 'reviewSccp',
  };
  return items.some(enough[section]) ? [] : [wants];
}

/** Services and conversations without their signed note. */
function unnoted(
  section: FileSection,
  steps: readonly RecordedStep[],
  documents: readonly FileDocument[],
): string[] {
  if (section !== 'case-notes') return [];
  const signed = new Set(documents.flatMap((one) => (one.state === 'signed' ? stepsNoted(one) : [])));
  const count = steps.filter(({ id, facts }) => wantsNote(facts) && !signed.has(id)).length;
  return count === 0 ? [] : [`signed notes about ${count} of the contacts and services`];
}
