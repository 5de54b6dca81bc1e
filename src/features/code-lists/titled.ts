import type { CodeListName, CodeLists } from '../../engine/policy/code-lists.ts';
import type { StepType } from '../../engine/record/steps/index.ts';

type Details = Record<string, unknown>;

/** In which words of a step there are codes, and of which list. */
const coded: Partial<Record<StepType, { field: string; list: CodeListName }>> = {
  receiveReferral: { field: 'needs', list: 'needs' },
  reportEmergentNeed: { field: 'needs', list: 'needs' },
  confirmNeed: { field: 'need', list: 'needs' },
  reportCrisis: { field: 'kind', list: 'crises' },
};

/** Whether what people wrote with such a step holds a code. */
export function holdsCode(type: string, details: Details): boolean {
  const found = coded[type as StepType];
  return found !== undefined && details[found.field] !== undefined;
}

/** What a code was called; of one that none of the lists has, the code itself. Earlier lists come first. */
function titleIn(lists: readonly CodeLists[], name: CodeListName, code: string): string {
  for (const list of lists) {
    const listed = list[name].find((one) => one.code === code);
    if (listed) return listed.title;
  }
  return code;
}

/** What people wrote with a step, each code with what it was called beside it. */
export function withTitles(type: string, details: Details, lists: readonly CodeLists[]): Details {
  const found = coded[type as StepType];
  if (!found || details[found.field] === undefined) return details;
  const { field, list } = found;
  const titled = (code: unknown) => titleIn(lists, list, String(code));
  const told = details[field];
  if (!Array.isArray(told)) return { ...details, title: titled(told) };
  return {
    ...details,
    [field]: told.map((one: string | { need: string; words?: string }) =>
      typeof one === 'string' ? { need: one, title: titled(one) } : { ...one, title: titled(one.need) },
    ),
  };
}
