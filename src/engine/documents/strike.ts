import { isLead } from '../policy/terms.ts';
import type { DocumentKind, PastRevision } from './document.ts';
import { noDocument, refused } from './refusals.ts';

/** What is signed and stands in the wrong file: out of the chart, and kept in the record with who and why. */
export type Strike = { type: 'strike'; reason: string };

/** With what striking a document out is refused, and what follows it. */
type StrikeRefusal = 'not-your-document' | 'document-struck' | 'document-not-final';

export const struckState = 'struck';

/**
 * The kind, with the act of striking out what has reached one of these states. Its content stays as it was, and nothing more
 * is done to it. Only its author strikes it out, or a lead.
 */
export function strikable<Content, Act extends { type: string }, Code extends string>(
  kind: DocumentKind<Content, Act, Code>,
  final: readonly string[],
): DocumentKind<Content, Act | Strike, Code | StrikeRefusal | 'not-found'> {
  return {
    ...kind,
    decide(current, act, context) {
      if (current?.state === struckState) return refused('document-struck', 'It was struck out.');
      if (!isStrike(act)) return kind.decide(current, act, context);
      if (!current) return noDocument;
      if (!final.includes(current.state))
        return refused('document-not-final', 'A draft is given up, not struck out.');
      const { staffId, role } = context.by;
      if (!mayStrike(current, { staffId, leads: isLead(role) }))
        return refused('not-your-document', 'It is struck out by its author or a supervisor.');
      return { ok: true, state: struckState, content: current.content, reason: act.reason };
    },
  };
}

/** What has stood in the wrong file since a revision, in a document of which each client has one. */
export type StrikeSince = Strike & { since: number };

/**
 * The kind, of which each client has one, with the act of striking out what has stood in it since a revision: what stood before stands
 * again, or nothing, as if nobody had begun it. What was struck out stays in the record.
 */
export function strikableSince<Content, Act extends { type: string }, Code extends string>(
  kind: DocumentKind<Content, Act, Code>,
): DocumentKind<Content, Act | StrikeSince, Code | StrikeRefusal | 'not-found' | 'invalid-field'> {
  return {
    ...kind,
    looksBack: isStrikeSince,
    decide(current, act, context) {
      const standing = current?.state === struckState ? null : current;
      if (!isStrikeSince(act)) return kind.decide(standing, act, context);
      if (!current) return noDocument;
      if (!standing) return refused('document-struck', 'It was struck out.');
      const { since, reason } = act;
      const { revisions = [] } = standing;
      const struck = struckBy(revisions);
      if (!revisions.some(({ revision }) => revision === since) || struck.has(since)) {
        const field = { field: 'since', detail: 'is no revision that stands' };
        return refused('invalid-field', 'There is nothing to strike out.', [field]);
      }
      const { staffId, role } = context.by;
      const leads = isLead(role);
      const theirs = revisions.filter(({ revision }) => revision >= since && !struck.has(revision));
      if (!theirs.every(({ by }) => mayStrike({ createdBy: by }, { staffId, leads })))
        return refused(
          'not-your-document',
          'It is struck out by who wrote it since then, or by a supervisor.',
        );
      const before = revisions.findLast(({ revision }) => revision < since && !struck.has(revision));
      const { state, content } = before ?? { state: struckState, content: standing.content };
      return { ok: true, state, content, reason, strikesFrom: since };
    },
  };
}

/** Of each revision that was struck out, by which one. */
export function struckBy(
  revisions: readonly Pick<PastRevision<unknown>, 'revision' | 'strikesFrom'>[],
): Map<number, number> {
  const struck = new Map<number, number>();
  for (const { revision, strikesFrom } of revisions)
    if (strikesFrom !== null)
      for (let one = strikesFrom; one < revision; one += 1) if (!struck.has(one)) struck.set(one, revision);
  return struck;
}

type Reader = { staffId: string; leads: boolean };

/** Who may strike it out sees it afterwards, with who did so and why; to others it is as if it were not there. */
export function mayStrike({ createdBy }: { createdBy: { staffId: string } }, reader: Reader): boolean {
  return reader.leads || createdBy.staffId === reader.staffId;
}

function isStrikeSince(act: { type: string }): act is StrikeSince {
  return act.type === 'strike';
}

function isStrike(act: { type: string }): act is Strike {
  return act.type === 'strike';
}
