import { afterEach, describe, expect, it } from 'vitest';
import { problemCodes, problemOf } from '../../../src/api/problems.ts';
import { reworded, said, saidDetail, speakIn } from '../../../src/console/language/server-words.ts';
import { serverWords } from '../../../src/console/language/spanish.ts';
import { countyProfile } from '../../../src/pathway/profiles/county.ts';
import { countyStaffPolicy } from '../../../src/pathway/profiles/county-staff.ts';
import { recoveryCoachProfile } from '../../../src/pathway/profiles/recovery-coach.ts';
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

/** What has no Spanish, or has been worded anew in English since it was translated. */
const withoutSpanish = (texts: readonly (readonly [name: string, english: string])[]) =>
  texts.filter(([name, english]) => (serverWords.named[name]?.[english] ?? '').trim() === '');

describe('what the server says, in Spanish', () => {
  it('has every duty of the shipped policies, as it is called now', () => {
    expect(duties.length).toBeGreaterThan(70);
    expect(withoutSpanish(duties.map(({ kind, title }) => [kind, title]))).toEqual([]);
    expect(withoutSpanish([['assignment', 'Assign a case manager']])).toHaveLength(1);
    expect(withoutSpanish([['assignment.new', 'Assign a coordinator']])).toHaveLength(1);
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
    const { details } = serverWords;
    expect(texts.filter((text) => (details[text] ?? '').trim() === '')).toEqual([]);
    // What nobody says any more is no ballast.
    expect(Object.keys(details).filter((english) => !texts.includes(english))).toEqual([]);
    const values = (text: string) => (text.match(/\{\d\}/g) ?? []).toSorted();
    for (const [english, spanish] of Object.entries(details))
      expect(values(spanish)).toEqual(values(english));
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
