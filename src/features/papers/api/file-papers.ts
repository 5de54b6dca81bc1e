import { formatLocal } from '../../../engine/calendar/index.ts';
import type { FileSection } from '../../../engine/policy/terms.ts';
import type { RecordedStep } from '../../../engine/record/steps/index.ts';
import { stepTitles } from '../../../pathway/step-titles.ts';
import { isRefusal, refuse, type Refusal } from '../../../kit/http/reply.ts';
import type { DocumentRow } from '../../../kit/documents.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import type { Caller, StepsRead } from '../../../kit/reads.ts';
import { scoringOf } from '../../authorizations/api/packet-contents.ts';
import { fileContents } from '../../notes/api/file-contents.ts';
import { type Note, noteKind } from '../../notes/note.document.ts';
import { type ContactInformation, contactInformationKind } from '../../team/contact-information.document.ts';
import { filePaper, type SectionOnPaper } from '../file-paper.ts';
import type { PaperName } from '../papers.ts';
import type { ClientFile, Made, PaperMaker } from './client-file.ts';
import { dischargePapers } from './discharge-papers.ts';
import { planPapers } from './plan-papers.ts';
import { referralPapers } from './referral-papers.ts';
import { releasePapers } from './release-papers.ts';

/** Which section is followed by which papers. */
const within: Partial<Record<FileSection, { maker: PaperMaker; name: PaperName }>> = {
  releases: { maker: releasePapers, name: 'release-form' },
  'service-plan': { maker: planPapers, name: 'care-plan' },
  referrals: { maker: referralPapers, name: 'referral-form' },
  updates: { maker: dischargePapers, name: 'discharge-summary' },
};

/** The whole file in its order (DO-3). It is always there, so the list of papers does not say that it is. */
export const filePapers: PaperMaker = {
  names: ['client-file'],
  list: async () => [],
  async make(file, _, of) {
    const { context, caller, enrollmentId, client, policy, texts } = file;
    if (of !== undefined && of !== enrollmentId) return refuse('nothing-to-print');
    const contents = await fileContents(context, caller, { enrollmentId, details: true });
    if (!contents) return refuse('not-found');
    const sections: SectionOnPaper[] = [];
    for (const one of contents.sections) {
      const papers = await papersOf(file, one.section);
      if (isRefusal(papers)) return papers;
      sections.push({ ...(await sectionOf(file, contents, one)), papers });
    }
    const files = (await context.attachments.list(caller.agencyId, { enrollmentId })).flatMap(
      ({ fileName: name, what, bytes, kept, struck }) => {
        if (!kept || struck) return [];
        const keptOn = texts.day(formatLocal(policy.calendar, kept.at));
        return [{ name, what, bytes, sha256: kept.sha256, keptOn }];
      },
    );
    const paper = filePaper(texts, { client, sections, files });
    return { paper, of: enrollmentId, revision: null, hash: null };
  },
};

/** The oldest first, as the file reads. */
async function papersOf(file: ClientFile, of: FileSection): Promise<Made[] | Refusal> {
  const one = within[of];
  const all = one ? (await one.maker.list(file)).filter(({ paper }) => paper === one.name).toReversed() : [];
  const made: Made[] = [];
  for (const item of all) {
    const each = await one?.maker.make(file, item.paper, item.of);
    if (each === undefined || isRefusal(each)) return each ?? refuse('nothing-to-print');
    made.push(each);
  }
  return made;
}

type Contents = NonNullable<Awaited<ReturnType<typeof fileContents>>>;

async function sectionOf(
  { context, caller, policy, texts }: ClientFile,
  { read, rows }: Contents,
  { section, items, missing }: Contents['sections'][number],
): Promise<Omit<SectionOnPaper, 'papers'>> {
  const local = (instant: number) => texts.day(formatLocal(policy.calendar, instant));
  const steps = items.flatMap(({ stepId }) => read.steps.find(({ id }) => id === stepId) ?? []);
  const documents = items.flatMap(({ documentId }) => rows.find(({ id }) => id === documentId) ?? []);
  const notes = documents.filter(({ kind }) => kind === noteKind.kind);
  const names = await namesIn(context, caller, notes);
  const contact = documents.find(({ kind }) => kind === contactInformationKind.kind);
  const scored = [];
  for (const step of steps) {
    const index = await scoringOf(context, read, step);
    if (!index) continue;
    const { at, score, form, answers } = index;
    scored.push({ at: local(at), title: form ?? stepTitles[step.facts.type], score, answers });
  }
  return {
    ...{ section, missing },
    steps: steps.map((step) => ({
      ...{ at: local(step.at), what: stepTitles[step.facts.type], by: read.names.get(step.by) ?? '' },
      words: wordsIn(read, step),
    })),
    scored,
    // Written by their kinds.
    notes: notes.map(({ content }) => noteOnPaper(content as Note)),
    contact: contact ? (contact.content as ContactInformation) : null,
  };

  function noteOnPaper(note: Note) {
    const { signed, addenda } = note;
    const by = (staffId: string) => names.get(staffId) ?? '';
    return {
      ...{ note, at: local(note.happenedAt) },
      signed: signed && { by: by(signed.by.staffId), at: local(signed.at) },
      addenda: addenda.map((one) => ({ by: by(one.by.staffId), at: local(one.at), text: one.text })),
    };
  }
}

/** Of whoever signed one of them, or added to it. */
async function namesIn({ reads }: RouteContext, { agencyId }: Caller, notes: readonly DocumentRow[]) {
  const by = notes.flatMap(({ content }) => {
    const { signed, addenda } = content as Note;
    return [...(signed ? [signed.by.staffId] : []), ...addenda.map((one) => one.by.staffId)];
  });
  const members = await Promise.all([...new Set(by)].map((id) => reads.staffMember(agencyId, id)));
  return new Map(members.flatMap((one) => (one ? [[one.staffId, one.name] as const] : [])));
}

/** What people wrote with a step, each thing a line. */
function wordsIn({ details }: StepsRead, { id }: RecordedStep): string[] {
  return textsIn(details.get(id));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
