import { isLead } from '../policy/terms.ts';
import type { DocumentKind } from './document.ts';
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

type Reader = { staffId: string; leads: boolean };

/** Who may strike it out sees it afterwards, with who did so and why; to others it is as if it were not there. */
export function mayStrike({ createdBy }: { createdBy: { staffId: string } }, reader: Reader): boolean {
  return reader.leads || createdBy.staffId === reader.staffId;
}

function isStrike(act: { type: string }): act is Strike {
  return act.type === 'strike';
}
