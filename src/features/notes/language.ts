/** Where a text could say it in person-first words: characters `from` up to `to`, and what to say instead. */
export type LanguageHint = { from: number; to: number; found: string; instead: string };

/**
 * Words that name a person by a condition, or judge, with what says it better. Ours; a hint, never a block. Quotes of the
 * client are left alone by who calls this: they are theirs.
 */
const wordList: [pattern: string, instead: string][] = [
  ['addicts?|junkies?|drug abusers?|substance abusers?', 'person with a substance use disorder'],
  ['alcoholics?|drunks?', 'person with an alcohol use disorder'],
  ['(?:drug|substance|alcohol) abuse', 'substance use'],
  ['drug habits?', 'substance use disorder'],
  ['(?:is|was|been|stay(?:s|ed)?|got|get(?:s|ting)?) clean', 'in recovery; not using'],
  ['(?:dirty|clean) (?:urine|uas?|screens?|tests?|drops?)', 'positive or negative test'],
  ['relapse[ds]?|relapsing|fell off the wagon', 'return to use; recurrence'],
  ['ex-addicts?|former addicts?', 'person in recovery'],
  ['the homeless|homeless (?:people|persons?|men|man|women|woman|clients?)', 'person without housing'],
  ['felons?|convicts?|ex-cons?|offenders?', 'person with a conviction'],
  ['prostitutes?', 'person who trades sex'],
  ['the mentally ill|mentally ill (?:people|persons?|clients?)', 'person with a mental health condition'],
  ['schizophrenics?', 'person with schizophrenia'],
  ['(?:is|was) (?:a )?bipolar', 'has bipolar disorder'],
  ['psychotics?|psychos?|crazy|insane', 'person who lives with psychosis; say what was seen'],
  ['suffer(?:s|ed|ing)? from|afflicted with|victims? of', 'lives with; has experienced'],
  ['committ?(?:ed|ing)? suicide', 'died by suicide'],
  ['failed suicide attempts?', 'suicide attempt'],
  ['non-?complian(?:t|ce)|uncooperative|resistant|in denial', 'say what the client chose, and why'],
  ['manipulative|attention-seeking|difficult clients?', 'say what was seen and heard'],
  ['frequent flyers?', 'person who uses the service often'],
  ['(?:wheelchair|bed)[- ]?bound', 'uses a wheelchair; is in bed'],
  ['the disabled|handicapped', 'person with a disability'],
  ['low[- ]functioning|high[- ]functioning', 'say what support is needed'],
  ['broken homes?', 'say who is in the family'],
];

// Letters of any language bound a word, so `saddicts` is none.
const patterns = wordList.map(([pattern, instead]) => ({
  expression: new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${pattern})(?![\p{L}\p{N}])`, 'giu'),
  instead,
}));

/** Hints for a text in the order of their place; of two at one place the longer stands. */
export function languageHints(text: string): LanguageHint[] {
  const all = patterns.flatMap(({ expression, instead }) =>
    [...text.matchAll(expression)].map((match) => ({
      ...{ from: match.index, to: match.index + match[0].length, found: match[0] },
      instead,
    })),
  );
  const placed = all.toSorted((a, b) => a.from - b.from || b.to - a.to);
  const kept: LanguageHint[] = [];
  for (const hint of placed) if (hint.from >= (kept.at(-1)?.to ?? 0)) kept.push(hint);
  return kept;
}
