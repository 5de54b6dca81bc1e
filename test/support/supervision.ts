import { contentHash } from '../../src/kit/content-hash.ts';
import type { DocumentKind, Judged } from '../../src/engine/documents/document.ts';
import type { Actor } from '../../src/engine/record/events.ts';
import { countyProfile } from '../../src/pathway/profiles/county.ts';
import { supervisionTerms } from '../../src/features/supervision/rules.ts';
import type { Agenda, AgendaInput, CaseloadClient } from '../../src/features/supervision/agenda.ts';
import { agendaOf } from '../../src/features/supervision/prepare-agenda.ts';
import { statusAt } from '../../src/engine/obligations/fold.ts';
import type { Story } from './enrollment-builder.ts';
import { calendarOf, localInstant, policyFrom } from './policies.ts';

const calendar = calendarOf();
export const at = (text: string) => localInstant(calendar, text);
export const reviewTerms = { calendar, profile: countyProfile, terms: supervisionTerms };

const agencyId = 'agency-1';
export const coordinator: Actor = { staffId: 'coordinator-1', role: 'coordinator', agencyId };
export const supervisor: Actor = { staffId: 'supervisor-1', role: 'supervisor', agencyId };
export const other: Actor = { staffId: 'supervisor-2', role: 'supervisor', agencyId };
export const director: Actor = { staffId: 'director-1', role: 'director', agencyId };

/** An act, who does it, when it happens and when it is entered (left out: then). */
export type Done<Act> = [act: Act, by: Actor, when: string, enteredAt?: string];

/** What becomes of a document by these acts, one after the other; the answer to the last one. */
function done<Content, Act extends { type: string }>(
  kind: DocumentKind<Content, Act>,
  acts: readonly Done<Act>[],
): Judged<Content> {
  let last: Judged<Content> | undefined;
  let revision = 0;
  for (const [act, by, when, enteredAt = when] of acts) {
    if (last && !last.ok) return last;
    const current = last && { ...last, revision, createdBy: supervisor, createdAt: 0 };
    last = kind.decide(current ?? null, act, { by, at: at(when), now: at(enteredAt), hashOf: contentHash });
    revision += 1;
  }
  if (!last) throw new Error('nothing was done');
  return last;
}

/** The content after these acts; fails where one is refused. */
export function content<Content, Act extends { type: string }>(
  kind: DocumentKind<Content, Act>,
  acts: readonly Done<Act>[],
): Content {
  const judged = done(kind, acts);
  if (!judged.ok) throw new Error(`refused: ${judged.refusal.code}`);
  return judged.content;
}

/** The code of the refusal of the last act; `taken` where there is none. */
export function outcome<Content, Act extends { type: string }>(
  kind: DocumentKind<Content, Act>,
  acts: readonly Done<Act>[],
): string {
  const judged = done(kind, acts);
  return judged.ok ? 'taken' : judged.refusal.code;
}

/** The story's enrollment as an agenda reads it. */
export function client(
  story: Story,
  when: string,
  { enrollmentId = 'e-1', ...rest }: Partial<CaseloadClient> = {},
): CaseloadClient {
  const { obligations } = statusAt(story.state.steps, story.at(when));
  return {
    ...{ enrollmentId, since: story.at('2037-03-02 10:00'), discharged: false, steps: story.state.steps },
    obligations: obligations
      .filter(({ status }) => status === 'open' || status === 'overdue')
      .map(({ kind, due }) => ({ key: `${kind}/1`, kind, duty: kind.toUpperCase(), due })),
    ...rest,
  };
}

/** One without anything open or on record. */
export function bare(
  enrollmentId: string,
  since: string,
  rest: Partial<CaseloadClient> = {},
): CaseloadClient {
  return { enrollmentId, since: at(since), discharged: false, obligations: [], steps: [], ...rest };
}

export function agenda(input: Partial<AgendaInput>, when: string): Agenda {
  return agendaOf({ clients: [], reviews: [], ...input }, supervisionTerms.agenda, policyFrom(), at(when));
}

/** Lines of a section: `enrollment why`. */
export function linesOf({ lines }: Agenda, section: Agenda['lines'][number]['section']): string[] {
  return lines.filter((line) => line.section === section).map((line) => `${line.enrollmentId} ${line.why}`);
}
