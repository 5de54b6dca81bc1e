import type { DocumentKind } from '../../engine/documents/document.ts';
import { refused } from '../../engine/documents/refusals.ts';

/** What a client needs of a coordinator, beside the level of care. All of it is protected. */
export type AssignmentNeed = {
  /** Which the coordinator should speak, as codes: `es`. */
  languages: string[];
  /** Groups that the coordinator should be used to, in the agency's words: `veterans`. */
  populations: string[];
  /** Where the client is mostly found, as an area of the agency: no address, nothing that could be looked up on a map. */
  area: string | null;
};

export type AssignmentNeedAct = { type: 'change'; content: AssignmentNeed };

export const noNeed: AssignmentNeed = { languages: [], populations: [], area: null };

/** With what an act on it is refused. */
type AssignmentNeedRefusal = 'nothing-changed';

/** One an enrollment; suggestions are made by it. */
export const assignmentNeedKind: DocumentKind<AssignmentNeed, AssignmentNeedAct, AssignmentNeedRefusal> = {
  kind: 'assignment-need',
  decide(current, { content }, { hashOf }) {
    if (hashOf(current?.content ?? noNeed) === hashOf(content))
      return refused('nothing-changed', 'The need is on file like this already.');
    return { ok: true, state: 'current', content };
  },
};
