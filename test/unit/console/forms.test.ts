import { describe, expect, it } from 'vitest';
import { commandSpecs, commandTypes } from '../../../src/api/steps/specs.ts';
import { groupOf, hasForm, stepsOf, withoutForm } from '../../../src/console/forms/registry.ts';
import enFirst from '../../../src/console/language/en.json' with { type: 'json' };
import enPages from '../../../src/console/language/en/pages.json' with { type: 'json' };

const en = { ...enFirst, ...enPages };

type Asked = { kind: string; optional?: true; label?: string; words?: string; options?: unknown };
type Form = { facts: Record<string, Asked | null>; words: Record<string, Asked | null>; press?: string };

const words: Record<string, string> = en;
/** The forms bring pages' parts with them, which this tier's compiler does not read. */
const formsIn = async (group: string) =>
  ((await import(`../../../src/console/forms/steps/${group}.ts`)) as { forms: Record<string, Form> }).forms;
const groups = Object.entries(stepsOf);

describe('every step that the API serves', () => {
  it('has its form, or stands in the list of those that have none, with the reason', () => {
    expect(commandTypes.length).toBeGreaterThan(70);
    const undecided = commandTypes.filter((step) => hasForm(step) === step in withoutForm);
    expect(undecided).toEqual([]);
    for (const why of Object.values(withoutForm)) expect(why.length).toBeGreaterThan(10);
  });

  it('is called by a name, also where it is only shown', () => {
    expect(commandTypes.filter((step) => !(`step.${step}` in words))).toEqual([]);
    expect(groupOf('logContact')).toBe('contact');
  });
});

describe.each(groups)('the forms of %s', (group, steps) => {
  it('ask for each thing that the step’s schema asks for, under a name that there is', async () => {
    const forms = await formsIn(group);
    expect(Object.keys(forms).toSorted()).toEqual([...steps].toSorted());
    for (const step of steps) {
      const { facts, words: details, press } = forms[step] ?? { facts: {}, words: {} };
      const spec = commandSpecs[step];
      const schemas: Record<string, { safeParse: (value: unknown) => { success: boolean } }> = {
        ...spec.facts.shape,
        ...spec.details,
      };
      const asked = { ...facts, ...details };
      expect(Object.keys(asked).toSorted(), step).toEqual(Object.keys(schemas).toSorted());
      for (const [name, field] of Object.entries(asked)) {
        const mayMiss = schemas[name]?.safeParse(undefined).success;
        // exactOptional knows the difference between nothing and undefined.
        const optional = mayMiss === true || isExactOptional(schemas[name]);
        if (!optional) expect(field, `${step}.${name}`).toMatchObject({ kind: expect.any(String) });
        if (!optional) expect(field?.optional, `${step}.${name} is asked`).toBeUndefined();
        if (!field || field.kind === 'known' || field.kind === 'part') continue;
        if (name !== press) expect(words, `${step}.${name}`).toHaveProperty([field.label ?? `field.${name}`]);
        for (const option of listOf(field.options))
          expect(words).toHaveProperty([`${field.words}.${String(option)}`]);
      }
    }
  });
});

/** Those that are the same for each client. */
function listOf(options: unknown): unknown[] {
  if (Array.isArray(options)) return options;
  return typeof options === 'function' && options.length === 0 ? (options() as unknown[]) : [];
}

const isExactOptional = (schema: unknown): boolean =>
  (schema as { _zod: { optin?: string } })._zod.optin === 'optional';
