import { aspects, type Aspect, type Obstacle, type Suggestion } from '../rank.ts';
import type { AssignmentNeed } from '../need.ts';
import { type Calendar, formatLocalDate, localDateOf } from '../../../engine/calendar/index.ts';
import type { NamedCandidate } from '../activities/suggesting.ts';

type One = Suggestion<NamedCandidate>;

/** Who, and how well. */
export function renderGlance({ rank, points, candidate }: One) {
  return { rank, staffId: candidate.staffId, name: candidate.name, points: tenths(points) };
}

/** Why somebody is suggested, respect by respect, with what each adds. */
export function linesOf(one: One, need: AssignmentNeed, calendar: Calendar) {
  const { candidate, fit, adds } = one;
  const known = aspects.filter((aspect) => fit[aspect] !== null);
  return [
    { aspect: 'qualification', points: 0, text: fileText(candidate, calendar) },
    ...known.map((aspect) => ({
      ...{ aspect, points: tenths(adds[aspect]) },
      text: textOf(aspect, candidate, need, calendar),
    })),
  ];
}

/** The same in one sentence: what speaks for them most. */
export function whyOf(one: One, need: AssignmentNeed, calendar: Calendar): string {
  return linesOf(one, need, calendar)
    .filter(({ points }) => points > 0)
    .toSorted((a, b) => b.points - a.points)
    .slice(0, 3)
    .map(({ text }) => text)
    .join(', ');
}

/** What keeps somebody from being suggested. */
export function obstacleText(obstacle: Obstacle, { cap, missing }: NamedCandidate): string {
  switch (obstacle) {
    case 'is-coordinator':
      return 'is the coordinator already';
    case 'gone':
      return 'does not work here any more';
    case 'away':
      return 'is away';
    case 'file':
      return missing.length === 0
        ? 'an item on the staff file has expired'
        : `the staff file lacks: ${missing.join(', ')}`;
    case 'no-access':
      return 'cannot sign in';
    case 'full':
      return `has no place left of ${cap}`;
  }
}

function fileText({ until }: NamedCandidate, calendar: Calendar): string {
  return until === null ? 'may take clients' : `may take clients until ${dayOf(until - 1, calendar)}`;
}

function textOf(
  aspect: Aspect,
  { languages, populations, room, cap, weighted, former, formerUntil, area }: NamedCandidate,
  need: AssignmentNeed,
  calendar: Calendar,
): string {
  switch (aspect) {
    case 'language':
      return matched('speaks', 'not', need.languages, languages, languageName);
    case 'population':
      return matched('is used to', 'not to', need.populations, populations, (code) => code);
    case 'continuity': {
      const until = formerUntil === null ? '' : ` until ${dayOf(formerUntil, calendar)}`;
      return `was the coordinator${former === 'earlier' ? ' in an earlier enrollment' : ''}${until}`;
    }
    case 'room':
      return `${room} of ${cap} places left`;
    case 'mix':
      return `clients weigh ${Math.round(weighted * 100)}% of a caseload`;
    case 'distance':
      return area === need.area ? 'in the same area' : `sets out from ${area ?? 'elsewhere'}`;
  }
}

function matched(
  verb: string,
  not: string,
  asked: readonly string[],
  there: readonly string[],
  nameOf: (code: string) => string,
): string {
  const has = asked.filter((one) => there.includes(one)).map(nameOf);
  const lacks = asked.filter((one) => !there.includes(one)).map(nameOf);
  if (has.length === 0) return `${verb} none of what is asked for (${lacks.join(', ')})`;
  return `${verb} ${has.join(', ')}${lacks.length === 0 ? '' : `, ${not} ${lacks.join(', ')}`}`;
}

const names = new Intl.DisplayNames(['en'], { type: 'language' });

function languageName(code: string): string {
  return names.of(code) ?? code;
}

function dayOf(at: number, calendar: Calendar): string {
  return formatLocalDate(localDateOf(calendar, at));
}

function tenths(points: number): number {
  return Math.round(points * 10) / 10;
}
