import { describe, expect, it } from 'vitest';
import { effectiveSteps, statusAt } from '../../../src/engine/obligations/fold.ts';
import type { StepFacts } from '../../../src/engine/record/steps/index.ts';
import type { Known } from '../../../src/console/forms/steps/fields.ts';
import {
  groundsOf,
  inEmergency,
  type Telling,
  toldOf,
  wasTold,
  whomOf,
} from '../../../src/console/forms/steps/telling.ts';
import { Story } from '../../support/enrollment-builder.ts';

const provider = '0b7c1d1e-6c55-4b8e-9d6f-0a1b2c3d4e5f';
const release: StepFacts = {
  type: 'grantRelease',
  recipientKind: 'provider',
  recipient: provider,
  purpose: 'care-coordination',
  content: ['identity', 'progress'],
  expiresOn: '2037-12-31',
};
const story = new Story({}).assigned('2037-03-02 10:00').step(release, '2037-03-02 10:30');

/** What a form knows of somebody who was told something at that time. */
function knownAt(at: string, replies: Record<string, unknown> = {}): Known {
  const now = story.at('2037-03-03 12:00');
  const status = statusAt(story.state.steps, now);
  return {
    ...{ enrollmentId: 'e', client: 'Somebody', duty: null, about: null, status, at: story.at(at) },
    steps: effectiveSteps(story.state.steps, now),
    say: (id: string) => id,
    time: { date: String },
    reply: (path: string) => replies[path],
  } as unknown as Known;
}
const told = (to: string, ...rest: [Partial<Telling>?]): Telling => ({
  to,
  content: ['progress'],
  ...rest[0],
});

describe('what the form says was told', () => {
  const known = knownAt('2037-03-03 10:00');

  it('rests on the release that covers it at that time, without a question', () => {
    const to = `provider/${provider}`;
    const [said] = toldOf([told(to)], known) ?? [];
    expect(said).toEqual({
      ...{ recipientKind: 'provider', recipient: provider, content: ['identity', 'progress'] },
      ...{ ground: 'release', release: expect.any(String) as string },
    });
    // Before it was given, and of more than it says, somebody has to say what allowed it.
    expect(toldOf([told(to)], knownAt('2037-03-02 10:10'))).toBeUndefined();
    expect(toldOf([told(to, { content: ['progress', 'notes'] })], known)).toBeUndefined();
    expect(toldOf([told(to, { content: ['notes'], ground: 'none' })], known)).toMatchObject([
      { ground: 'none' },
    ]);
  });

  it('offers the laws that let such a recipient be told; where none does, nothing allowed it', () => {
    expect(groundsOf(told('role/landlord'), known)).toEqual({ laws: ['court-order'] });
    expect(groundsOf(told('role/police'), known)).toEqual({
      laws: ['child-abuse-report', 'court-order', 'crime-on-premises'],
    });
    expect(toldOf([told('role/landlord')], known)).toBeUndefined();
    // A law that was chosen for another recipient is no answer.
    expect(
      toldOf([told(`provider/${provider}`, { content: ['notes'], ground: 'court-order' })], known),
    ).toBeUndefined();
    expect(toldOf([told('team-member/m1')], known)).toMatchObject([{ ground: 'none' }]);
    expect(inEmergency({ disclosed: [told('role/other', { ground: 'medical-emergency' })] }, known)).toBe(
      true,
    );
  });

  it('is nothing, once that is said; half an answer is none', () => {
    expect(toldOf([], known)).toEqual([]);
    expect(toldOf([{ to: '', content: [] }], known)).toBeUndefined();
    expect([wasTold({}), wasTold({ disclosed: [] }), wasTold({ disclosed: [told('')] })]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('may have been said to the team, to the directory, and to everybody by what they are to the client', () => {
    const roster = { formal: [{ id: 'm1', name: 'Gwen Abara' }], informal: [{ id: 'm2', name: 'Rosa' }] };
    const replies = {
      '/enrollments/e/team': { roster: { content: roster } },
      '/providers': { items: [{ documentId: provider, content: { name: 'Vliet House' } }] },
    };
    const groups = whomOf(knownAt('2037-03-03 10:00', replies));
    expect(groups.map(({ group }) => group)).toEqual(['team', 'role', 'provider']);
    expect(groups[0]?.options.map(({ label }) => label)).toEqual(['Gwen Abara', 'Rosa']);
    expect(groups[2]?.options).toEqual([{ value: `provider/${provider}`, label: 'Vliet House' }]);
  });
});
