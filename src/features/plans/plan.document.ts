import type { ActContext, DocumentKind, Judged, CurrentDocument } from '../../engine/documents/document.ts';
import { strikable } from '../../engine/documents/strike.ts';
import { noDocument, refused } from '../../engine/documents/refusals.ts';
import { lacksSafetyPlan, missingFrom } from './missing.ts';
import {
  emptySections,
  type Plan,
  type PlanOrigin,
  type PlanSections,
  type PlanVersion,
  type Signature,
  signedPart,
} from './plan.ts';

type Signed = Omit<Signature, 'hash' | 'by'>;

export type PlanAct =
  | {
      type: 'begin';
      version: PlanVersion;
      reason: string | null;
      /** The complete version it goes on from, with its sections; null for a plan of its own. */
      from: (Omit<PlanOrigin, 'dates'> & { sections: PlanSections }) | null;
      sections: Partial<PlanSections>;
      /** Of a plan that was written and signed before it is entered. */
      signatures: Signed[];
    }
  | { type: 'edit'; reason?: string | undefined; sections: Partial<PlanSections> }
  | { type: 'sign'; signatures: Signed[] }
  /** `today` in the agency's calendar. */
  | { type: 'complete'; today: string }
  | { type: 'discard'; reason: string };

/** With what an act on it is refused. */
type PlanRefusal =
  | 'not-found'
  | 'nothing-changed'
  | 'plan-frozen'
  | 'plan-incomplete'
  | 'plan-item-repeated'
  | 'plan-without-base'
  | 'safety-plan-missing';

const written: DocumentKind<Plan, PlanAct, PlanRefusal> = {
  kind: 'sccp',
  hashed: signedPart,
  decide(current, act, context) {
    if (act.type === 'begin') return current ? alreadyBegun : begin(act, context);
    if (!current) return noDocument;
    if (current.state === 'complete' && act.type === 'complete')
      return refused('nothing-changed', 'The plan is complete already.');
    if (current.state !== 'draft')
      return refused('plan-frozen', `The plan is ${current.state}; a change is a new version of it.`);
    return changed(current, act, context);
  },
};

/**
 * Plans of care as documents: `draft`, then `complete` or `discarded`. A complete one never changes: what comes after it is a
 * new version, begun as its copy; one in the wrong file is struck out.
 */
export const planKind = strikable(written, ['complete']);

const alreadyBegun = refused('nothing-changed', 'The plan has been begun before.');

function begin(
  { version, reason, from, sections, signatures }: Extract<PlanAct, { type: 'begin' }>,
  context: ActContext,
): Judged<Plan, PlanRefusal> {
  if (!from && (version === 'amended' || version === 'annual'))
    return refused('plan-without-base', 'A change starts from the plan it changes.', [
      { field: 'from', detail: 'the complete plan that it changes' },
    ]);
  const content: Plan = {
    version,
    reason,
    from: from && { plan: from.plan, hash: from.hash, dates: datesOf(from.sections) },
    sections: { ...emptySections, ...from?.sections, ...sections },
    signatures: [],
  };
  return repeatedIn(content.sections) ?? draft(signed(content, signatures, context));
}

/** Whoever signs again signs anew; what they sign are the words as they stand. */
function signed(content: Plan, added: Signed[], { by, hashOf }: ActContext): Plan {
  const hash = hashOf(signedPart(content));
  const others = content.signatures.filter(
    (one) => !added.some(({ role, name }) => one.role === role && one.name === name),
  );
  const signatures = [...others, ...added.map((one) => ({ ...one, hash, by: by.staffId }))];
  return { ...content, signatures };
}

function datesOf({ goals }: PlanSections): PlanOrigin['dates'] {
  return Object.fromEntries(goals.map(({ id, targetOn, reviewOn }) => [id, { targetOn, reviewOn }]));
}

function changed(
  { content }: CurrentDocument<Plan>,
  act: Exclude<PlanAct, { type: 'begin' }>,
  context: ActContext,
): Judged<Plan, PlanRefusal> {
  switch (act.type) {
    case 'edit': {
      const sections = { ...content.sections, ...act.sections };
      const next: Plan = { ...content, reason: act.reason ?? content.reason, sections };
      // Whoever signed has signed other words than these.
      const hash = context.hashOf(signedPart(next));
      const signatures = content.signatures.filter((one) => one.hash === hash);
      return repeatedIn(sections) ?? draft({ ...next, signatures });
    }
    case 'sign':
      return draft(signed(content, act.signatures, context));
    case 'discard':
      return { ok: true, state: 'discarded', content, reason: act.reason };
    case 'complete':
      return complete(content, act.today, context.hashOf);
  }
}

function complete(content: Plan, today: string, hashOf: ActContext['hashOf']): Judged<Plan, PlanRefusal> {
  const gaps = missingFrom(content, today, hashOf);
  if (lacksSafetyPlan(content))
    return refused('safety-plan-missing', 'The plan has no Safety/Crisis Plan (PL-3).', gaps);
  if (gaps.length > 0) return refused('plan-incomplete', 'The plan lacks what a complete one holds.', gaps);
  return { ok: true, state: 'complete', content };
}

const draft = (content: Plan): Judged<Plan, PlanRefusal> => ({ ok: true, state: 'draft', content });

/** Items are known by their ids, so none may stand twice in its section. */
function repeatedIn(sections: PlanSections): Extract<Judged<Plan, PlanRefusal>, { ok: false }> | null {
  const { strengths, needs, goals, services, responsibilities, funding } = sections;
  const lists = { strengths, needs, goals, services, responsibilities, funding };
  const fields = Object.entries(lists).flatMap(([name, items]) => {
    const ids = items.map(({ id }) => id);
    const twice = ids.findIndex((id, i) => ids.indexOf(id) < i);
    return twice < 0
      ? []
      : [{ field: `sections.${name}.${twice}.id`, detail: 'names another item of the section' }];
  });
  return fields.length === 0
    ? null
    : refused('plan-item-repeated', 'Two items of a section have the same id.', fields);
}
