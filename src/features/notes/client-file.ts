import { contactInformationKind } from '../team/contact-information.document.ts';
import { planKind } from '../plans/plan.document.ts';
import { noteKind } from './note.document.ts';
import type { Instant } from '../../engine/calendar/index.ts';
import type { RecordedStep } from '../../engine/record/steps/pathway.ts';
import type { StepType } from '../../engine/record/vocabulary.ts';
import { wantsNote } from './paperwork.ts';

export const fileSections = [
  'fact-sheet',
  'assessment',
  'releases',
  'service-plan',
  'referrals',
  'case-notes',
  'updates',
] as const;
export type FileSection = (typeof fileSections)[number];

/** A step or a document of the file. */
export type FileItem = { what: string; at: Instant; stepId?: string; documentId?: string; state?: string };

/** A document on file, as far as its place in the file needs it. */
export type FileDocument = { id: string; kind: string; state: string; at: Instant; about?: string | null };

/** DO-3: the client file reads in this order, and each section names what it lacks. */
const order: { section: FileSection; steps: StepType[]; kinds: string[]; wants: string }[] = [
  {
    section: 'fact-sheet',
    steps: ['receiveReferral', 'assignCoordinator'],
    kinds: [contactInformationKind.kind],
    wants: 'contact information',
  },
  { section: 'assessment', steps: ['scoreAcuity', 'updateAssessment'], kinds: [], wants: 'an Acuity Index' },
  {
    section: 'releases',
    steps: ['grantRelease', 'revokeRelease'],
    kinds: [],
    wants: 'a release of information',
  },
  {
    section: 'service-plan',
    steps: ['completePreliminarySccp', 'completeFullSccp', 'renewServicePlan'],
    kinds: [planKind.kind],
    wants: 'a complete plan',
  },
  {
    section: 'referrals',
    steps: ['makeReferral', 'sendReferral', 'recordReferralAnswer', 'startService', 'endService'],
    kinds: [],
    wants: 'a referral',
  },
  { section: 'case-notes', steps: [], kinds: [noteKind.kind], wants: 'a signed note' },
  {
    section: 'updates',
    steps: ['reviewSccp', 'holdRstMeeting', 'changeLevel', 'recordInstrument', 'discharge', 'recordOutcomes'],
    kinds: [],
    wants: 'a review of the plan',
  },
];

/** The file from its steps that count and its documents; each section by when it happened. */
export function clientFile(
  steps: readonly RecordedStep[],
  documents: readonly FileDocument[],
): { section: FileSection; items: FileItem[]; missing: string[] }[] {
  return order.map(({ section, steps: types, kinds, wants }) => {
    const items = [
      ...steps
        .filter(({ facts }) => types.includes(facts.type))
        .map(({ id, at, facts }): FileItem => ({ what: facts.type, at, stepId: id })),
      ...documents
        .filter(({ kind, state }) => kinds.includes(kind) && state !== 'discarded')
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
  const signed = new Set(documents.flatMap(({ state, about }) => (state === 'signed' ? [about] : [])));
  const count = steps.filter(({ id, facts }) => wantsNote(facts) && !signed.has(id)).length;
  return count === 0 ? [] : [`signed notes about ${count} of the contacts and services`];
}
