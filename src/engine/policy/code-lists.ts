/** The lists of codes that are an agency's own: what an emergency may be about (IN-2), and what counts as a crisis (CR-5). */
export const codeListNames = ['needs', 'crises'] as const;
export type CodeListName = (typeof codeListNames)[number];

/** `retired`: taken in no more; what was recorded under it keeps it. */
export type ListedCode = { code: string; title: string; retired: boolean };

export type CodeLists = {
  /** `dangerous`: by its kind. Told without an emergency, it is asked back. */
  needs: (ListedCode & { dangerous: boolean })[];
  crises: ListedCode[];
};

/** Codes that may be used for what is recorded from now on. */
export function inForce(lists: CodeLists, name: CodeListName): string[] {
  return lists[name].filter(({ retired }) => !retired).map(({ code }) => code);
}
