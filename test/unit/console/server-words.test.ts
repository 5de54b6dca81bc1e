import { afterEach, describe, expect, it } from 'vitest';
import { reworded, said, speakIn } from '../../../src/console/language/server-words.ts';
import { serverWords } from '../../../src/console/language/spanish.ts';
import { countyProfile } from '../../../src/pathway/profiles/county.ts';
import { countyStaffPolicy } from '../../../src/pathway/profiles/county-staff.ts';
import { recoveryCoachProfile } from '../../../src/pathway/profiles/recovery-coach.ts';

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
  texts.filter(([name, english]) => (serverWords[name]?.[english] ?? '').trim() === '');

describe('what the server says, in Spanish', () => {
  it('has every duty of the shipped policies, as it is called now', () => {
    expect(duties.length).toBeGreaterThan(70);
    expect(withoutSpanish(duties.map(({ kind, title }) => [kind, title]))).toEqual([]);
    expect(withoutSpanish([['assignment', 'Assign a case manager']])).toHaveLength(1);
    expect(withoutSpanish([['assignment.new', 'Assign a coordinator']])).toHaveLength(1);
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
