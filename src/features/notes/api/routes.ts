import {
  addendumFields,
  hintsBody,
  hintsOfNote,
  hintsReply,
  noteBeginFields,
  noteContent,
  noteTextField,
} from './schemas.ts';
import { languageHints } from '../language.ts';
import { mayStrike } from '../../../engine/documents/strike.ts';
import { isNoteShown, type Note, noteKind } from '../note.document.ts';
import { agencyPolicy } from '../../../kit/http/documents/agency-policy.ts';
import { strikeRoute } from '../../../kit/http/documents/strike.ts';
import { actRoute, type ActPlace, beside } from '../../../kit/http/documents/definition.ts';
import { isOneOf, leads } from '../../../kit/http/roles.ts';
import { documentRoutes } from '../../../kit/http/documents/routes.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { strandedNote, subjectOf } from './subject.ts';

const tag = 'Notes';
const operation = 'note:write';

/** Case notes (DO-1, DO-2), and hints for person-first language. */
export function noteRoutes(context: RouteContext): Route[] {
  return [
    ...documentRoutes(context, {
      kind: noteKind,
      ...{ name: 'Note', noun: 'case note', tag, path: 'notes', of: 'enrollment', single: false },
      ...{ read: 'details:read', content: noteContent, afterEnd: true },
      shows: (note, { staffId, role }) => isNoteShown(note, { staffId, supervises: isOneOf(role, leads) }),
      beside: beside(hintsOfNote, ({ signed, text }: Note) => ({ hints: signed ? [] : hintsOf(text) })),
      begin: actRoute({
        id: 'beginNote',
        summary: 'Begin a draft about a step, or about something that is no step (DO-1)',
        ...{
          operation,
          fields: noteBeginFields,
          problems: ['unknown-step', 'unknown-note', 'nothing-changed'],
        },
        async toAct({ text, confidential, replaces, ...named }, place, given) {
          if (replaces !== undefined && !(await isTheirs(given, place, replaces)))
            return refuse('unknown-note', {
              errors: [{ pointer: '/replaces', detail: 'must name a note that was struck out' }],
            });
          const subject = await subjectOf(given, place, named);
          return 'problem' in subject
            ? subject
            : { type: 'begin' as const, subject, text, confidential, replaces };
        },
      }),
      acts: {
        write: actRoute({
          id: 'writeNote',
          replaces: true,
          summary: 'Put another text in the place of the draft; its author only (DO-1)',
          ...{ operation, fields: noteTextField, problems: drafts },
          toAct: ({ text }) => ({ type: 'write' as const, text }),
        }),
        sign: actRoute({
          id: 'signNote',
          summary: 'Sign it: from then on it is never rewritten; a late one says so (DO-2)',
          ...{ operation, fields: {}, problems: [...drafts, 'note-incomplete', 'unknown-step'] },
          async toAct(_, place, given) {
            const stranded = await strandedNote(given, place);
            if (stranded) return stranded;
            return {
              type: 'sign' as const,
              policy: await agencyPolicy(given, place.caller.agencyId),
            };
          },
        }),
        discard: actRoute({
          id: 'discardNote',
          summary: 'Discard a draft; its revisions stay',
          ...{ operation, fields: {}, problems: drafts },
          toAct: () => ({ type: 'discard' as const }),
        }),
        strike: strikeRoute({
          id: 'strikeNote',
          summary:
            'Strike a signed note out of the wrong file; its step is to be noted, and to be voided where it is wrong too',
          operation,
        }),
        add: actRoute({
          id: 'addToNote',
          summary: 'Add an addendum to a signed note, dated and signed by you (DO-2)',
          ...{
            operation,
            fields: addendumFields,
            problems: ['not-your-note', 'note-not-signed', 'note-discarded'],
          },
          toAct: ({ text }) => ({ type: 'add' as const, text }),
        }),
      },
    }),
    route({
      id: 'languageHints',
      method: 'post',
      path: '/language-hints',
      tag,
      summary: 'Where a text could say it in person-first words; nothing is kept, nothing has to be followed',
      operation,
      body: hintsBody,
      replies: { 200: { description: 'In the order of their place', schema: hintsReply } },
      handle: ({ body }) => Promise.resolve(ok({ items: languageHints(body.text) })),
    }),
  ];
}

const drafts = ['not-your-note', 'note-signed', 'note-discarded'] as const;

/** Whether it was struck out, and the caller may see it so. What of another file it says is not told. */
async function isTheirs(
  { reads }: RouteContext,
  { caller: { agencyId, staffId, role } }: ActPlace,
  replaces: string,
): Promise<boolean> {
  const struck = await reads.struckNote(agencyId, replaces);
  return struck !== null && mayStrike(struck, { staffId, leads: isOneOf(role, leads) });
}

/** Of what the author says; the client's own words are the client's. */
function hintsOf({ type: _, quotes: _quotes, ...words }: Note['text']) {
  return Object.entries(words).flatMap(([field, text]) =>
    languageHints(text ?? '').map((hint) => ({ field, ...hint })),
  );
}
