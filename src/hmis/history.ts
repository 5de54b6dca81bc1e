import { conditionTypes, isAnswer, needsHousing, referralResults, substances } from './codes.ts';

/** One thing the export says of an enrollment, and when it was learnt ('YYYY-MM-DD'). */
export type Fact =
  | { about: 'condition'; on: string; type: string; response: string }
  | { about: 'violence'; on: string; survivor: string; fleeing: string }
  | { about: 'living'; on: string; situation: string }
  | { about: 'referral'; on: string; event: string; result: string; resultOn: string | null };

export type Referral = { event: string; on: string; result: string | null; resultOn: string | null };

/** What all the facts of an enrollment come to. */
export type History = {
  conditions: Record<string, { on: string; response: string }>;
  violence: { on: string; survivor: boolean; fleeing: 'yes' | 'no' | 'unknown' } | null;
  living: { on: string; situation: string } | null;
  referrals: Referral[];
};

export function noHistory(): History {
  return { conditions: {}, violence: null, living: null, referrals: [] };
}

/**
 * Adds a fact to a history, in place. The latest answer counts (of one day, the later row); "doesn't know" and "not
 * collected" never take the place of an answer.
 */
export function learn(history: History, fact: Fact): void {
  switch (fact.about) {
    case 'condition': {
      const { type, on, response } = fact;
      if (isAnswer(response) && !isOlder(on, history.conditions[type]))
        history.conditions[type] = { on, response };
      break;
    }
    case 'violence': {
      const { on, survivor, fleeing } = fact;
      if (!isAnswer(survivor) || isOlder(on, history.violence)) break;
      const known = isAnswer(fleeing) ? (fleeing === '1' ? 'yes' : 'no') : 'unknown';
      history.violence =
        survivor === '1' ? { on, survivor: true, fleeing: known } : { on, survivor: false, fleeing: 'no' };
      break;
    }
    case 'living': {
      const { on, situation } = fact;
      if (isAnswer(situation) && !isOlder(on, history.living)) history.living = { on, situation };
      break;
    }
    case 'referral': {
      const { event, on, result, resultOn } = fact;
      history.referrals.push({ event, on, result: referralResults.get(result) ?? null, resultOn });
      break;
    }
  }
}

function isOlder(on: string, known: { on: string } | null | undefined): boolean {
  return known != null && on < known.on;
}

export type Condition = 'mental-health' | 'substance-use';

/** The disabling conditions the pathway is for. */
export function conditionsOf({ conditions }: History): {
  conditions: Condition[];
  substances: string | null;
} {
  const mental = conditions[conditionTypes.mentalHealth]?.response === '1';
  const used = substances.get(conditions[conditionTypes.substanceUse]?.response ?? '') ?? null;
  return {
    conditions: [
      ...(mental ? (['mental-health'] as const) : []),
      ...(used ? (['substance-use'] as const) : []),
    ],
    substances: used,
  };
}

/**
 * Needs to look at in the first contact. A survivor of domestic violence has one for safety unless it is known that
 * they are not fleeing: to ask once too often is the smaller harm.
 */
export function needsOf(history: History): ('housing' | 'safety')[] {
  const { living, violence } = history;
  const housing = living !== null && needsHousing(living.situation);
  const safety = violence !== null && violence.survivor && violence.fleeing !== 'no';
  return [...(housing ? (['housing'] as const) : []), ...(safety ? (['safety'] as const) : [])];
}
