/** Which of a sending's requests changes a document, where that is read, and by which messages its parts are called. */
export type Comparing = {
  nth: number;
  path: string;
  /** Where in body and content the parts stand; null: at the top. */
  at: string | null;
  words: string;
  /** It changes some of the parts: those that it does not name stay as they are. */
  some?: true;
  /** The parts as they were when it was begun: what the other side has left so is no difference. */
  base?: Texts;
};

/** The parts of a document, by their names. */
export type Texts = Record<string, unknown>;

export function textsIn(whole: unknown, at: string | null): Texts {
  const inner = at === null ? whole : (whole as Texts | undefined)?.[at];
  return typeof inner === 'object' && inner !== null ? (inner as Texts) : {};
}

/** What stands under the names of the other. */
function ofThose(theirs: Texts, mine: Texts): Texts {
  return Object.fromEntries(Object.entries(theirs).filter(([name]) => name in mine));
}

/** Parts that are not alike on both sides; one that is lacking on one side differs from one that is there. */
export function differing(mine: Texts, theirs: Texts): string[] {
  const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  return names.filter((name) => JSON.stringify(mine[name]) !== JSON.stringify(theirs[name]));
}

/** Whether one side alone has changed a part since it was begun, and whose it is then. */
function changedBy(mine: Texts, theirs: Texts, base: Texts, name: string): 'mine' | 'theirs' | null {
  const before = JSON.stringify(base[name]);
  if (JSON.stringify(theirs[name]) === before) return 'mine';
  return JSON.stringify(mine[name]) === before ? 'theirs' : null;
}

/** Parts that both sides have changed, each otherwise: those that somebody has to look at. */
export function disputed(mine: Texts, theirs: Texts, base: Texts | undefined): string[] {
  return differing(mine, theirs).filter(
    (name) => base === undefined || changedBy(mine, theirs, base, name) === null,
  );
}

/** Whose each part is that differs and that one side alone has changed. */
export function settledOf(mine: Texts, theirs: Texts, base: Texts | undefined) {
  if (base === undefined) return {};
  return Object.fromEntries(
    differing(mine, theirs).flatMap((name) => {
      const whose = changedBy(mine, theirs, base, name);
      return whose ? [[name, whose] as const] : [];
    }),
  );
}

/** The body again with those parts in it. */
export const bodyWith = (body: object, at: string | null, texts: Texts): object =>
  at === null ? { ...body, ...texts } : { ...body, [at]: texts };

/** What is on file, as far as it is put beside what is sent. */
export type OnFile = { revision: number; content: Record<string, unknown> };

/** What is sent, what is on file of the same parts, and all that is on file. */
export function sidesOf(
  body: object | undefined,
  { at, some }: Comparing,
  { content }: Pick<OnFile, 'content'>,
) {
  const mine = textsIn(body, at);
  const all = textsIn(content, at);
  return { mine, theirs: some ? ofThose(all, mine) : all, all };
}

/**
 * The request over what somebody else has put on file meanwhile, where they have changed other parts: each part is whose it is, and
 * nobody is asked. Null: both have changed the same part.
 */
export function mergedOver(
  asking: { body: object },
  compare: Comparing,
  onFile: OnFile,
): { body: object; version: number } | null {
  const { at, base } = compare;
  const { mine, theirs } = sidesOf(asking.body, compare, onFile);
  if (base === undefined || disputed(mine, theirs, base).length > 0) return null;
  return {
    body: bodyWith(asking.body, at, merged(mine, theirs, settledOf(mine, theirs, base))),
    version: onFile.revision,
  };
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
