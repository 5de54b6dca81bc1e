import { isAnswer, referralTitles } from './codes.ts';
import type { HmisExport } from './export.ts';
import { conditionsOf, needsOf, noHistory } from './history.ts';
import type { Verdict } from './judge.ts';
import type { BirthDateAnswer } from './person.ts';
import { referenceOf, systemOf } from './source.ts';

/** Levels of care an import gives unless it is told one: a family's for a head of household with minors. */
const levels = { individual: 'rsc-i', family: 'rsc-f' } as const;

/** What an import starts an enrollment with. */
export type ImportedReferral = {
  sourceEnrollmentId: string;
  personalId: string;
  /** History: the clocks start at the import. */
  entryDate: string;
  level: string;
  /** Codes of the standard list. */
  needs: string[];
  client: {
    reference: string;
    givenName: string;
    familyName: string;
    birthDate: string | null;
    birthDateQuality: BirthDateAnswer;
    /** The PersonalID, as the number that its source gave the client. */
    identifier: { system: string; value: string };
  };
  /** Protected: what the export says of the client. Kept with the client, and sealed with the referral. */
  background: Record<string, unknown>;
};

/** Maps a row that may start. `level` where one was asked for. */
export function referralOf(
  found: HmisExport,
  { row, person, entryDate, family }: Extract<Verdict, { as: 'start' }>,
  { level, source }: { level: string | undefined; source: string },
): ImportedReferral {
  const recorded = found.histories.get(row.enrollmentId) ?? noHistory();
  const atEntry = isAnswer(row.livingSituation) ? { on: entryDate, situation: row.livingSituation } : null;
  const living = recorded.living && recorded.living.on >= entryDate ? recorded.living : atEntry;
  const history = { ...recorded, living };
  const { givenName, familyName, birthDate, birthDateQuality, nameQuality, personalId } = person;
  const identifier = { system: systemOf(source), value: personalId };
  return {
    sourceEnrollmentId: row.enrollmentId,
    personalId,
    entryDate,
    level: level ?? (family ? levels.family : levels.individual),
    needs: needsOf(history),
    client: {
      reference: referenceOf(source, personalId),
      givenName,
      familyName,
      // Of an estimate the quality says so, and the year counts.
      ...{ birthDate, birthDateQuality: person.birthDateAnswer, identifier },
    },
    background: {
      export: found.source,
      source,
      enrollmentId: row.enrollmentId,
      entryDate,
      nameQuality,
      birthDateQuality,
      ...(birthDateQuality === 'partial' ? { estimatedBirthDate: birthDate } : {}),
      disablingCondition: isAnswer(row.disabling) ? row.disabling === '1' : null,
      ...conditionsOf(history),
      domesticViolence: history.violence,
      livingSituation: living && { on: living.on, code: living.situation },
      referrals: history.referrals
        .map(({ event, ...referral }) => ({ ...referral, event, title: referralTitles.get(event) ?? event }))
        .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
    },
  };
}
