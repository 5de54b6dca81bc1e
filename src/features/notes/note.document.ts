import type { Instant } from '../../engine/calendar/index.ts';
import type { DocumentKind, Judged } from '../../engine/documents/document.ts';
import { strikable } from '../../engine/documents/strike.ts';
import { noDocument, refused } from '../../engine/documents/refusals.ts';
import type { Actor } from '../../engine/record/events.ts';
import type { Policy } from '../../engine/policy/profile.ts';
import { isLead } from '../../engine/policy/terms.ts';
import { signBy } from './timing.ts';

export const noteTypes = ['contact', 'service', 'meeting', 'consultation', 'conversation', 'other'] as const;
export type NoteType = (typeof noteTypes)[number];

/** What a note says (DO-1). Facts are kept apart from impressions, the client's words are quotes. Protected. */
export type NoteText = {
  type: NoteType;
  context?: string | undefined;
  place?: string | undefined;
  purpose?: string | undefined;
  facts?: string | undefined;
  impressions?: string | undefined;
  quotes?: string[] | undefined;
  resolution?: string | undefined;
  nextSteps?: string | undefined;
};

/**
 * What a note is about: when it happened, and the step that recorded it, where there is one; `besides`: further steps of the
 * same visit.
 */
export type NoteSubject = { about: string | null; happenedAt: Instant; besides?: string[] | undefined };

/** The steps that it documents. */
export function stepsNoted({ about = null, besides = [] }: Partial<NoteSubject>): string[] {
  return about === null ? [] : [about, ...besides];
}

export type Addendum = { by: Actor; at: Instant; text: string };

export type Note = NoteSubject & {
  text: NoteText;
  /** The note that was struck out in the file of somebody else, written anew here: its id, and nothing of that file. */
  replaces?: string | undefined;
  /** Told in confidence: for its author and those who supervise them. Left out in notes from before there were such. */
  confidential?: boolean | undefined;
  /** `late`: later than the agency allows (DO-2); `due` is null where it sets no time. */
  signed: { by: Actor; at: Instant; due: Instant | null; late: boolean } | null;
  /** In the order in which they were written. */
  addenda: Addendum[];
};

export type NoteAct =
  | {
      type: 'begin';
      subject: NoteSubject;
      text: NoteText;
      confidential?: boolean | undefined;
      replaces?: string | undefined;
    }
  | { type: 'write'; text: NoteText }
  /** Under the agency's policy of today. */
  | { type: 'sign'; policy: Policy }
  | { type: 'discard' }
  | { type: 'add'; text: string };

/** What a signed note holds at least (DO-1); impressions and quotes where there are any. */
export const askedOfNotes = ['context', 'place', 'purpose', 'facts', 'resolution', 'nextSteps'] as const;

/** With what an act on it is refused. */
type NoteRefusal =
  | 'not-found'
  | 'not-your-note'
  | 'note-discarded'
  | 'note-incomplete'
  | 'note-not-signed'
  | 'note-signed'
  | 'nothing-changed';

const written: DocumentKind<Note, NoteAct, NoteRefusal> = {
  kind: 'note',
  decide(current, act, { by, now }): Judged<Note, NoteRefusal> {
    if (act.type === 'begin') {
      if (current) return refused('nothing-changed', 'The note has been begun already.');
      const { confidential, replaces } = act;
      const kept = {
        ...(confidential ? { confidential } : {}),
        ...(replaces === undefined ? {} : { replaces }),
      };
      return draft({ ...act.subject, text: act.text, ...kept, signed: null, addenda: [] });
    }
    if (!current) return noDocument;
    const { content: note } = current;
    if (current.state === 'discarded') return refused('note-discarded', 'The draft was discarded.');
    if (act.type === 'add') {
      if (!note.signed)
        return refused('note-not-signed', 'An addendum follows the signature; a draft is written on.');
      const reader = { staffId: by.staffId, supervises: isLead(by.role) };
      if (!isNoteShown(current, reader))
        return refused(
          'not-your-note',
          'What was told in confidence is added to by its author, or by who supervises them.',
        );
      return {
        ...{ ok: true, state: 'signed' },
        content: { ...note, addenda: [...note.addenda, { by, at: now, text: act.text }] },
      };
    }
    if (note.signed) return refused('note-signed', 'A signed note is not rewritten.');
    if (current.createdBy.staffId !== by.staffId)
      return refused('not-your-note', 'A note is written, signed or discarded by its author.');
    switch (act.type) {
      case 'write':
        return draft({ ...note, text: act.text });
      case 'discard':
        return { ok: true, state: 'discarded', content: note };
      case 'sign':
        return signed(note, by, now, act.policy);
    }
  },
};

/** Draft, then signed by its author; from then on never rewritten, only added to, or struck out where it is in the wrong file. */
export const noteKind = strikable(written, ['signed']);

/**
 * Whether somebody who reads the chart sees this note: a draft and what was told in confidence are for its author and for
 * those who supervise them.
 */
export function isNoteShown(
  { state, content, createdBy }: { state: string; content: Note; createdBy: { staffId: string } },
  { staffId, supervises }: { staffId: string; supervises: boolean },
): boolean {
  if (supervises || createdBy.staffId === staffId) return true;
  return state === 'signed' && content.confidential !== true;
}

function draft(content: Note): Judged<Note, NoteRefusal> {
  return { ok: true, state: 'draft', content };
}

function signed(note: Note, by: Actor, at: Instant, policy: Policy): Judged<Note, NoteRefusal> {
  const missing = askedOfNotes.filter((name) => (note.text[name] ?? '').trim() === '');
  if (missing.length > 0) {
    const fields = missing.map((name) => ({ field: `text.${name}`, detail: 'is missing' }));
    return refused('note-incomplete', `A signed note holds its ${askedOfNotes.join(', ')}.`, fields);
  }
  const due = signBy(policy, note.happenedAt);
  const late = due !== null && at > due;
  return { ok: true, state: 'signed', content: { ...note, signed: { by, at, due, late } } };
}
