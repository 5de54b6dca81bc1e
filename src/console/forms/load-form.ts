import { type ComponentType, lazy } from 'react';
import type { CommandType } from '../../kit/http/command.ts';
import { type FormProps, type Group, groupOf, type ownForms } from './registry.ts';
import { withWords } from '../language/page-words.ts';
import type { AnyForm } from './steps/fields.ts';

const fieldForms: Record<Group, () => Promise<{ forms: object }>> = {
  contact: () => import('./steps/contact.ts'),
  crisis: () => import('./steps/crisis.ts'),
  needs: () => import('./steps/needs.ts'),
  plan: () => import('./steps/plan.ts'),
  team: () => import('./steps/team.ts'),
  acuity: () => import('./steps/acuity.ts'),
  requests: () => import('./steps/requests.ts'),
  referrals: () => import('./steps/referrals.ts'),
  releases: () => import('./steps/releases.ts'),
  disclosures: () => import('./steps/disclosures.ts'),
  consultation: () => import('./steps/consultation.ts'),
  search: () => import('./steps/search.ts'),
  outcomes: () => import('./steps/outcomes.ts'),
  disputes: () => import('./steps/disputes.ts'),
  clocks: () => import('./steps/clocks.ts'),
  file: () => import('./steps/file.ts'),
};

/** The forms that are a list of fields, all at once: what they ask for says which of them there is anything for. */
export async function allForms(): Promise<ReadonlyMap<CommandType, AnyForm>> {
  const groups = await Promise.all(Object.values(fieldForms).map((load) => load()));
  return new Map(groups.flatMap(({ forms }) => Object.entries(forms) as [CommandType, AnyForm][]));
}

const refer = async () => (await import('./refer/form.tsx')).ReferForm;

const own: Record<keyof typeof ownForms, () => Promise<ComponentType<FormProps>>> = {
  logContact: async () => (await import('./log-contact/form.tsx')).LogContactForm,
  makeReferral: refer,
  recordChoice: refer,
};

const loaded = new Map<CommandType, ComponentType<FormProps>>();

/** The form of a step, which comes when it is opened: it brings the pathway's own judgement with it. */
export function formOf(step: CommandType): ComponentType<FormProps> {
  const before = loaded.get(step);
  if (before) return before;
  const form = lazy(async () => {
    try {
      return { default: await withWords(load(step)) };
    } catch (error) {
      // Whoever opens it again asks for it again.
      loaded.delete(step);
      throw error;
    }
  });
  loaded.set(step, form);
  return form;
}

/** Fetches a form before anybody opens it: a tab that is offline later goes on taking in. */
export const preload = (step: CommandType): void => void load(step).catch(() => undefined);

async function load(step: CommandType): Promise<ComponentType<FormProps>> {
  if (step in own) return own[step as keyof typeof own]();
  const group = groupOf(step);
  if (!group) throw new Error(`no form for ${step}`);
  const [{ formWith }, { forms }] = await Promise.all([import('./steps/form.tsx'), fieldForms[group]()]);
  return formWith((forms as Record<string, AnyForm>)[step] as AnyForm);
}
