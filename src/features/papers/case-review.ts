import {
  listOf,
  type Paper,
  type PaperBlock,
  type PaperSignature,
  section,
  tableOf,
} from '../../engine/documents/paper.ts';
import { type PaperSource, shortOf } from './papers.ts';
import type { PaperTexts } from './words.ts';
import type { CaseReview, Signature } from '../supervision/case-review.ts';

/** A case review, and what it takes to put it on paper. */
export type ReviewOnPaper = PaperSource & {
  review: CaseReview;
  /** Names of the staff, by their ids. */
  names: ReadonlyMap<string, string>;
  /** The numbers of the clients it is about, by their enrollments: no more of them is on it than people wrote. */
  references: ReadonlyMap<string, string>;
  /** An instant as the agency's clocks show it. */
  local: (instant: number) => string;
};

/** SU-1: what was looked at and decided, what is to be done, and who signed it. */
export function reviewPaper(texts: PaperTexts, source: ReviewOnPaper): Paper {
  const { review: words, about, day } = texts;
  const { review, names, references, local, revision, hash, state } = source;
  const who = (staffId: string) => names.get(staffId) ?? null;
  const of = (id: string | null) => (id === null ? '' : (references.get(id) ?? null));
  const at = (instant: number) => day(local(instant));
  const { held, brought, points, addenda, signed } = review;
  const items = (held?.items ?? []).map(({ enrollmentId, what, decided }) => [
    of(enrollmentId),
    what,
    decided,
  ]);
  const open = points.map(({ enrollmentId, what, who: owner, dueOn, closed }) => [
    of(enrollmentId),
    what,
    words.owners[owner],
    day(dueOn),
    closed === null ? words.open : words.closed(at(closed.at), closed.outcome),
  ]);
  const added = addenda.map(({ by, at: when, text }) => [at(when), who(by.staffId), text]);
  const signature = (role: string, one: Signature | null): PaperSignature => ({
    role,
    signed: one && words.signed(who(one.by.staffId) ?? '', at(one.at), one.late),
  });
  const lines =
    held === null
      ? []
      : [signature(words.supervisor, signed.supervisor), signature(words.coordinator, signed.coordinator)];
  const remarks: PaperBlock[] = brought?.remarks ? [{ type: 'text', text: brought.remarks }] : [];
  return {
    ...{ title: words.title, form: 'letter' },
    notice: state === 'cancelled' ? words.cancelled : held === null ? words.notHeld : null,
    about: [
      [words.coordinator, who(review.staffId)],
      [words.supervisor, who(review.supervisorId)],
      [words.planned, day(review.plannedOn)],
      [words.held, held && at(held.at)],
      [words.format, words.formats[held?.format ?? review.format]],
      [about.version, about.plainRevision(revision)],
      [about.hash, shortOf(hash)],
    ],
    mark: about.staffMark(revision, shortOf(hash)),
    sections: [
      section(words.brought, [...listOf(brought?.items ?? []), ...remarks]),
      section(words.looked, tableOf(words.lookedColumns, items)),
      section(words.points, tableOf(words.pointColumns, open)),
      section(words.addenda, tableOf(words.addendaColumns, added)),
      section(texts.plan.signatures, lines.length === 0 ? [] : [{ type: 'signatures', lines }]),
    ],
  };
}
