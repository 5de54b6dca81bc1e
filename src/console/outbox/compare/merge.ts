/** Which of a sending's requests changes a document, where that is read, and by which messages its parts are called. */
export type Comparing = {
  nth: number;
  path: string;
  /** Where in body and content the parts stand; null: at the top. */
  at: string | null;
  words: string;
  /** It changes some of the parts: those that it does not name stay as they are. */
  some?: true;
};

/** The parts of a document, by their names. */
export type Texts = Record<string, unknown>;

export function textsIn(whole: unknown, at: string | null): Texts {
  const inner = at === null ? whole : (whole as Texts | undefined)?.[at];
  return typeof inner === 'object' && inner !== null ? (inner as Texts) : {};
}

/** What stands under the names of the other. */
export function ofThose(theirs: Texts, mine: Texts): Texts {
  return Object.fromEntries(Object.entries(theirs).filter(([name]) => name in mine));
}

/** Parts that are not alike on both sides; one that is lacking on one side differs from one that is there. */
export function differing(mine: Texts, theirs: Texts): string[] {
  const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  return names.filter((name) => JSON.stringify(mine[name]) !== JSON.stringify(theirs[name]));
}

/** Whose part stays before anybody has said so: where one side alone has it, that side's. */
export function onlySide(mine: Texts, theirs: Texts, name: string): 'mine' | 'theirs' | null {
  if (theirs[name] === undefined) return 'mine';
  return mine[name] === undefined ? 'theirs' : null;
}

/** Each part that differs as its author chose; one that was left out there is left out. */
export function merged(
  mine: Texts,
  theirs: Texts,
  chosen: Readonly<Record<string, 'mine' | 'theirs'>>,
): Texts {
  const parts = Object.entries({ ...theirs, ...mine }).map(([name]) => [
    name,
    (chosen[name] === 'theirs' ? theirs : mine)[name],
  ]);
  return Object.fromEntries(parts.filter(([, value]) => value !== undefined)) as Texts;
}
