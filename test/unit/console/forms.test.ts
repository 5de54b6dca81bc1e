import { describe, expect, it } from 'vitest';
import { commandTypes } from '../../../src/api/steps/specs.ts';
import { groupOf, hasForm, withoutForm } from '../../../src/console/forms/registry.ts';
import en from '../../../src/console/language/en.json' with { type: 'json' };

describe('every step that the API serves', () => {
  it('has its form, or stands in the list of those that have none, with the reason', () => {
    expect(commandTypes.length).toBeGreaterThan(70);
    const undecided = commandTypes.filter((step) => hasForm(step) === step in withoutForm);
    expect(undecided).toEqual([]);
    for (const why of Object.values(withoutForm)) expect(why.length).toBeGreaterThan(10);
  });

  it('is called by a name where it has a form', () => {
    const words: Record<string, string> = en;
    const named = commandTypes.filter(hasForm).map((step) => `step.${step}`);
    expect(named.filter((id) => !(id in words))).toEqual([]);
    expect(named.length).toBeGreaterThan(15);
    expect(groupOf('logContact')).toBe('contact');
  });
});
