import type { DocumentKind } from '../../engine/documents/document.ts';
import { refused } from '../../engine/documents/refusals.ts';
import { type CodeListName, codeListNames, type CodeLists, inForce } from '../../engine/policy/code-lists.ts';

/** `standard`: what held while the agency had said nothing. */
export type CodeListsAct = { type: 'change'; content: CodeLists; standard: CodeLists; reason: string };

/** With what an act on it is refused. */
type CodeListsRefusal = 'codes-inconsistent' | 'code-stays' | 'nothing-changed';

/** One an agency; its revisions say which words held when, and who chose them. */
export const codeListsKind: DocumentKind<CodeLists, CodeListsAct, CodeListsRefusal> = {
  kind: 'code-lists',
  decide(current, { content, standard, reason }, { hashOf }) {
    const before = current?.content ?? standard;
    const twice = codeListNames.flatMap((name) => inconsistencies(content, name));
    if (twice.length > 0) return refused('codes-inconsistent', 'The lists do not fit together.', twice);
    const gone = codeListNames.flatMap((name) => missing(before, content, name));
    if (gone.length > 0)
      return refused(
        'code-stays',
        'What was recorded under a code keeps it: retire it, and it is used no more.',
        gone,
      );
    if (hashOf(before) === hashOf(content))
      return refused('nothing-changed', 'The lists are like this already.');
    return { ok: true, state: 'current', content, reason };
  },
};

function inconsistencies(lists: CodeLists, name: CodeListName): { field: string; detail: string }[] {
  const codes = lists[name].map(({ code }) => code);
  return [
    ...codes.flatMap((code, i) =>
      codes.indexOf(code) === i ? [] : [{ field: `${name}.${i}.code`, detail: 'stands there already' }],
    ),
    ...(inForce(lists, name).length === 0 ? [{ field: name, detail: 'must have one that is in force' }] : []),
  ];
}

function missing(before: CodeLists, after: CodeLists, name: CodeListName) {
  const kept = new Set(after[name].map(({ code }) => code));
  const gone = before[name].filter(({ code }) => !kept.has(code)).map(({ code }) => code);
  return gone.length === 0 ? [] : [{ field: name, detail: `must still have: ${gone.join(', ')}` }];
}
