import { afterEach, describe, expect, it } from 'vitest';
import { problemCodes, problemOf } from '../../../src/api/problems.ts';
import { reworded, unworded } from '../../../src/console/language/reworded.ts';
import { allWords, said, saidDetail, saidText, speakIn } from '../../../src/console/language/server-words.ts';
import { serverWords as atOnce } from '../../../src/console/language/spanish.ts';
import { allServerWords as english } from '../../../src/console/language/english-after.ts';
import { allServerWords as serverWords } from '../../../src/console/language/spanish-after.ts';
import { countyProfile } from '../../../src/pathway/profiles/county.ts';
import { countyStaffPolicy } from '../../../src/pathway/profiles/county-staff.ts';
import { clockTitles, stepTitles } from '../../../src/pathway/step-titles.ts';
import { recoveryCoachProfile } from '../../../src/pathway/profiles/recovery-coach.ts';
import { linesOf, obstacleText, whyOf } from '../../../src/features/assignment/api/render-suggestion.ts';
import { aspects, type Suggestion } from '../../../src/features/assignment/rank.ts';
import type { NamedCandidate } from '../../../src/features/assignment/activities/suggesting.ts';
import { standardLists } from '../../../src/features/code-lists/standard.ts';
import { definitions } from '../../../src/features/numbers/definitions.ts';
import { countyCalendar } from '../../../prisma/seed/policies.ts';
import { importSentences } from '../../support/import-sentences.ts';
import { toldDetails } from '../../support/told-details.ts';

afterEach(() => void speakIn(null));

type Named = { kind: string; title: string };

/** Every kind of duty that somebody can owe where the shipped policies are in force, found in them wherever it stands. */
const duties = [countyProfile, recoveryCoachProfile, countyStaffPolicy].flatMap(named);

function named(value: unknown): Named[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'kind' in value && 'title' in value ? [value as Named] : [];
  return [...own, ...Object.values(value).flatMap(named)];
}

function sourcesOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'source' in value && typeof value.source === 'string' ? [value.source] : [];
  return [...own, ...Object.values(value).flatMap(sourcesOf)];
}

const somebody: NamedCandidate = {
  ...{
    staffId: 'a',
    name: 'A',
    cannot: [],
    isCoordinator: false,
    room: 4,
    free: 0.2,
    weighted: 0.8,
    cap: 20,
  },
  ...{ languages: ['es'], populations: ['veterans'], area: 'north', former: 'here', formerUntil: null },
  ...{ until: null, missing: [] },
};
const candidates: NamedCandidate[] = [
  somebody,
  { ...somebody, languages: ['es', 'de'], area: 'south', former: 'earlier', until: 1_800_000_000_000 },
  { ...somebody, languages: [], populations: [], area: null, formerUntil: 1_800_000_000_000 },
  { ...somebody, former: 'earlier', formerUntil: 1_800_000_000_000, missing: ['Resume'] },
];

/** What has no Spanish, or has been worded anew in English since it was translated. */
const withoutSpanish = (texts: readonly (readonly [name: string, english: string])[]) =>
  texts.filter(([name, english]) => (serverWords.named[name]?.[english] ?? '').trim() === '');

describe('what the server says to programs', () => {
  /** Fields, headers, addresses, ids: what nobody reads who looks at a page. */
  const forPrograms =
    /"[a-z]+(?:[A-Z.-][A-Za-z]+)*"|`|\/docs|(?:GET|POST) \/|\b[A-Z][a-z]+-[A-Z]|\b(?:header|hash(?:es)?|cursor|ids?|JSON|UTF|Bearer|parameter)\b/;
  const { named } = english;

  it('is told to people in their words, in English too', () => {
    const remedies = problemCodes.map((code) => [code, problemOf(code).remedy] as const);
    const technical = remedies.filter(
      ([code, remedy]) => forPrograms.test(remedy) && code !== 'unauthenticated',
    );
    expect(technical.length).toBeGreaterThan(40);
    expect(technical.filter(([code, remedy]) => !named[code]?.[remedy])).toEqual([]);
    for (const [code, texts] of Object.entries(named))
      for (const [remedy, people] of Object.entries(texts)) {
        // Worded anew since, it would be told to nobody.
        expect(remedies).toContainEqual([code, remedy]);
        expect([code, people]).toEqual([code, expect.not.stringMatching(forPrograms)]);
      }
  });

  it('and in Spanish', () => {
    const told = problemCodes.map(
      (code) => [code, serverWords.named[code]?.[problemOf(code).remedy] ?? ''] as const,
    );
    expect(told.filter(([code, text]) => forPrograms.test(text) && code !== 'unauthenticated')).toEqual([]);
  });
});

describe('what the server says, in Spanish', () => {
  it('has every duty of the shipped policies, as it is called now', () => {
    expect(duties.length).toBeGreaterThan(70);
    expect(withoutSpanish(duties.map(({ kind, title }) => [kind, title]))).toEqual([]);
    expect(withoutSpanish([['assignment', 'Assign a case manager']])).toHaveLength(1);
    expect(withoutSpanish([['assignment.new', 'Assign a coordinator']])).toHaveLength(1);
  });

  it('has every step, and what the clock says', () => {
    expect(withoutSpanish(Object.entries({ ...stepTitles, ...clockTitles }))).toEqual([]);
  });

  it('has every problem that any route may answer: what is wrong, and what to do', () => {
    const texts = problemCodes.flatMap((code) => {
      const { title, remedy } = problemOf(code);
      return [[code, title] as const, [code, remedy] as const];
    });
    expect(texts.length).toBeGreaterThan(450);
    expect(withoutSpanish(texts)).toEqual([]);
  });

  it('has every sentence of what is wrong that the sources make, with the same values in it', () => {
    const { texts, unfollowed } = toldDetails();
    expect(unfollowed).toEqual([]);
    expect(texts.length).toBeGreaterThan(300);
    const { details } = serverWords.texts;
    expect(texts.filter((text) => (details[text] ?? '').trim() === '')).toEqual([]);
    // What nobody says any more is no ballast.
    expect(Object.keys(details).filter((english) => !texts.includes(english))).toEqual([]);
    const values = (text: string) => (text.match(/\{\d\}/g) ?? []).toSorted();
    for (const [english, spanish] of Object.entries(details))
      expect(values(spanish)).toEqual(values(english));
  });

  it('has what an import says of files and rows', () => {
    speakIn(serverWords);
    const sentences = importSentences();
    expect(sentences.length).toBeGreaterThan(70);
    // What is put together of others, and what is told on a command line alone.
    const glue = [' and {0} more', ', row {0}', 'looks like {0}{1}', 'not a date'];
    const parts = ['names nothing that is in the export', 'names no enrollment of the export'];
    const { imports } = serverWords.texts;
    const told = sentences.filter((one) => !one.startsWith('{0} {1}') && ![...glue, ...parts].includes(one));
    expect(told.filter((one) => (imports[one] ?? '').trim() === '')).toEqual([]);
    const whole = saidText(
      'imports',
      'EnrollmentID names no enrollment of the export in 5 of 9 rows (2, 3, …)',
    );
    expect(whole).toBe(
      'EnrollmentID no nombra ninguna inscripción de la exportación en 5 de 9 filas (2, 3, …)',
    );
    expect(
      saidText(
        'imports',
        'birth date unknown: see that the client is an adult; looks like row 6 of Client.csv',
      ),
    ).toBe(
      'fecha de nacimiento desconocida: compruebe que el cliente es adulto; se parece a la fila 6 de Client.csv',
    );
    expect(
      saidText(
        'imports',
        'its row 4 of Exit.csv has a date in the future: whether the client has left is unclear',
      ),
    ).toBe('su fila 4 de Exit.csv tiene una fecha en el futuro: no está claro si el cliente se ha ido');
  });

  it('has levels of care, needs, crises, the plan for them, and what each number counts', () => {
    const levels = [countyProfile, recoveryCoachProfile].flatMap((profile) => profile.levels);
    const { needs, crises } = standardLists(countyProfile);
    const plan = countyProfile.crisis?.guide.value.plan ?? [];
    expect(plan).toHaveLength(5);
    const named = [
      ...levels.map(({ id, title }) => [id, title] as const),
      ...[...needs, ...crises].map(({ code, title }) => [code, title] as const),
      ...plan.map(({ action, what }) => [action, what] as const),
      ...definitions.flatMap(({ id, title, counted, numerator, denominator, leftOut }) =>
        [title, counted, numerator, denominator ?? title, leftOut].map((text) => [id, text] as const),
      ),
    ];
    expect(withoutSpanish(named)).toEqual([]);
  });

  it('has where each number of the shipped policies comes from, unless that is a clause alone', () => {
    speakIn(serverWords);
    const sources = [countyProfile, recoveryCoachProfile, countyStaffPolicy, definitions].flatMap(sourcesOf);
    expect(new Set(sources).size).toBeGreaterThan(60);
    const english = sources.filter((source) => saidText('sources', source) === source);
    expect(english.filter((source) => /[a-z]{3}/.test(source.replaceAll(/\band\b/g, '')))).toEqual([]);
  });

  it('has why somebody is suggested, or is not', () => {
    speakIn(serverWords);
    const calendar = countyCalendar();
    const need = { languages: ['es', 'de'], populations: ['veterans'], area: 'north' };
    const reasons = candidates.flatMap((candidate) => {
      const all = Object.fromEntries(aspects.map((aspect) => [aspect, 1])) as Suggestion['adds'];
      const one = { candidate, rank: 1, points: 6, fit: all, adds: all };
      const obstacles = (['is-coordinator', 'gone', 'away', 'file', 'no-access', 'full'] as const).map(
        (what) => obstacleText(what, candidate),
      );
      return [
        ...linesOf(one, need, calendar).map(({ text }) => text),
        whyOf(one, need, calendar),
        ...obstacles,
      ];
    });
    expect(new Set(reasons).size).toBeGreaterThan(20);
    // Not one word of it is English any more; what the agency calls its groups and areas stays.
    const spanish = reasons.map((reason) => saidText('reasons', reason));
    const left =
      /\b(?:is|may|take|speaks|not|used|was|the|places|left|clients|same|sets|none|cannot|Spanish)\b/;
    expect(spanish.filter((reason) => left.test(reason))).toEqual([]);
    expect(saidText('reasons', 'speaks Spanish, not German, 4 of 20 places left')).toBe(
      'habla español, no alemán, le quedan 4 de 20 plazas',
    );
  });

  it('goes back to the server as the server says it', () => {
    speakIn(serverWords);
    const lists = standardLists(countyProfile);
    const own = {
      ...lists,
      needs: [...lists.needs, { code: 'pets', title: 'Somebody for the dog', retired: false }],
    };
    const read = reworded(own);
    expect(read.needs[0]?.title).toBe('No tiene un lugar seguro donde quedarse');
    expect(read.needs.at(-1)?.title).toBe('Somebody for the dog');
    expect(unworded(read)).toEqual(own);
  });

  it('is the duty’s title wherever a reply has one beside its kind, and nothing else', () => {
    speakIn(serverWords);
    const title = 'Assign a coordinator';
    const spanish = 'Asignar un coordinador de atención';
    const reply = {
      items: [{ kind: 'assignment', title, due: 1 }, null],
      facts: { obligation: 'assignment~1', title, kinds: ['assignment', 'own'], titles: [title, title] },
      client: { familyName: title, details: { why: title, title } },
    };
    expect(reworded(reply)).toEqual({
      items: [{ kind: 'assignment', title: spanish, due: 1 }, null],
      facts: {
        ...{ obligation: 'assignment~1', title: spanish },
        ...{ kinds: ['assignment', 'own'], titles: [spanish, title] },
      },
      client: { familyName: title, details: { why: title, title } },
    });
  });

  it('is what is wrong, of a problem and of its fields, with the values that stand in it', () => {
    speakIn(serverWords);
    const told = (detail: string) => saidDetail('authorization-out-of-turn', detail);
    expect(told('The authorization is denied at that time.')).toBe(
      'Estado de la autorización a esa hora: denegada.',
    );
    expect(told('It ends before it begins. There is no such entry.')).toBe(
      'Termina antes de empezar. No existe esa entrada.',
    );
    expect(told('It ends before it begins. Somehow.')).toBe('It ends before it begins. Somehow.');
    const errors = [{ pointer: '/to', detail: 'is too big: at most 20' }, { detail: 'is empty' }];
    expect(
      reworded({
        code: 'unknown-step',
        title: 'x',
        detail: "Use a step's id as the timeline shows it.",
        errors,
      }),
    ).toEqual({
      ...{ code: 'unknown-step', title: 'x', detail: 'Elija un registro de la cronología.' },
      errors: [{ pointer: '/to', detail: 'es demasiado grande: como máximo 20' }, { detail: 'is empty' }],
    });
  });

  it('comes in two parts: a refusal waits for its own, and does without where it does not come', async () => {
    const refused = () => said('token-expired', 'The token has expired');
    expect(speakIn(atOnce, Promise.resolve(serverWords))).toBe(true);
    expect(refused()).toBe('The token has expired');
    await allWords();
    expect(refused()).toBe('La clave de acceso ha caducado');
    speakIn(atOnce, Promise.reject(new Error('not there')));
    await allWords();
    expect(refused()).toBe('The token has expired');
    expect(said('contact.first', 'First contact with the client')).toBe('Primer contacto con el cliente');
    // Who has chosen English meanwhile stays with it.
    speakIn(atOnce, Promise.resolve(serverWords));
    speakIn(null);
    await Promise.resolve();
    expect(refused()).toBe('The token has expired');
  });

  it('leaves what an agency calls its own way as it is, and all as it is for who reads English', () => {
    const own = { kind: 'assignment', title: 'Find a navigator' };
    speakIn(serverWords);
    expect(reworded(own)).toEqual(own);
    expect(said('no.such.kind', 'Assign a coordinator')).toBe('Assign a coordinator');
    speakIn(null);
    const english = { kind: 'assignment', title: 'Assign a coordinator' };
    expect(reworded(english)).toBe(english);
  });
});
