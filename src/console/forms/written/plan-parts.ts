import {
  fundingOutcomes,
  fundingTiers,
  goalStates,
  lifeDomains,
  type PlanSections,
  signatureRoles,
  strategyStates,
} from '../../../features/plans/plan.ts';
import type { Option } from '../steps/fields.ts';
import { type Around, type Item, itemOf, linesIn, listOf, type Part } from './parts.ts';

/** How a section is written: a list of items, or one thing; `item`: what one of them is called, by its number. */
export type Section = { list: boolean; item: string; parts: readonly Part[] };

/** The items of another section, by what somebody wrote there. */
const itemsOf =
  (section: keyof PlanSections) =>
  ({ whole }: Around): Option[] =>
    listOf(whole[section])
      .map(itemOf)
      .map(({ id, text }) => ({ value: String(id), label: String(text) }))
      .filter(({ label }) => label.trim() !== '');

/** The providers that were offered for a service. */
const offered = (service: Item = {}): Option[] =>
  linesIn('provider', service['options'])
    .filter((name) => name.trim() !== '')
    .map((name) => ({ value: name, label: name }));

/** In a family's plan an item may be about one of them. */
const member: Part = {
  ...{ kind: 'pick', name: 'member', label: 'plan.field.member', optional: true, more: true },
  of: ({ members }) => members,
};
const choice: Part[] = [
  { kind: 'pick', name: 'provider', label: 'plan.field.chosen', of: ({ outer }) => offered(outer) },
  { kind: 'prose', name: 'reasons', label: 'plan.field.reasons' },
];

/** Each section of the plan of care, as it is written (PL-1 to PL-9). */
export const planSections: Record<keyof PlanSections, Section> = {
  strengths: {
    ...{ list: true, item: 'plan.item.strengths' },
    parts: [{ kind: 'prose', name: 'text', label: 'plan.field.strength' }, member],
  },
  needs: {
    ...{ list: true, item: 'plan.item.needs' },
    parts: [
      {
        ...{ kind: 'one', name: 'domain', label: 'plan.field.domain' },
        ...{ options: lifeDomains, words: 'domain' },
      },
      { kind: 'prose', name: 'text', label: 'plan.field.need' },
      { kind: 'tick', name: 'immediate', label: 'plan.field.immediate' },
      member,
    ],
  },
  goals: {
    ...{ list: true, item: 'plan.item.goals' },
    parts: [
      { kind: 'prose', name: 'text', label: 'plan.field.goal' },
      { kind: 'picks', name: 'needs', label: 'plan.field.needs', of: itemsOf('needs') },
      {
        ...{ kind: 'rows', name: 'strategies', label: 'plan.field.strategies', begun: true },
        ...{ row: 'plan.row.strategies', add: 'plan.add.strategies' },
        parts: [
          { kind: 'prose', name: 'text', label: 'plan.field.strategy' },
          {
            ...{ kind: 'one', name: 'state', label: 'plan.field.strategyState', first: 'planned' },
            ...{ options: strategyStates, words: 'plan.strategy' },
          },
        ],
      },
      { kind: 'date', name: 'targetOn', label: 'field.targetOn', first: 90 },
      { kind: 'date', name: 'reviewOn', label: 'field.reviewOn', first: 30 },
      {
        ...{ kind: 'rows', name: 'progress', label: 'plan.field.progress', more: true },
        ...{ row: 'plan.row.progress', add: 'plan.add.progress' },
        parts: [
          { kind: 'date', name: 'on', label: 'plan.field.on', first: 0 },
          { kind: 'prose', name: 'text', label: 'plan.field.came' },
        ],
      },
      {
        ...{ kind: 'one', name: 'state', label: 'plan.field.goalState', first: 'open', more: true },
        ...{ options: goalStates, words: 'goal' },
      },
      member,
    ],
  },
  services: {
    ...{ list: true, item: 'plan.item.services' },
    parts: [
      { kind: 'prose', name: 'text', label: 'plan.field.service' },
      { kind: 'picks', name: 'goals', label: 'plan.field.goals', of: itemsOf('goals') },
      { kind: 'lines', name: 'options', label: 'plan.field.options', key: 'provider' },
      {
        ...{ kind: 'prose', name: 'onlyOption', label: 'plan.field.onlyOption', optional: true },
        when: (item) => offered(item).length === 1,
      },
      { kind: 'group', name: 'choice', label: 'plan.field.choice', optional: true, parts: choice },
      {
        ...{ kind: 'group', name: 'firstAppointment', label: 'plan.field.firstAppointment' },
        ...{ optional: true, more: true },
        parts: [
          { kind: 'date', name: 'on', label: 'plan.field.on' },
          { kind: 'line', name: 'place', label: 'field.where' },
        ],
      },
      member,
    ],
  },
  responsibilities: {
    ...{ list: true, item: 'plan.item.responsibilities' },
    parts: [
      { kind: 'line', name: 'who', label: 'plan.field.who' },
      { kind: 'prose', name: 'what', label: 'plan.field.what' },
      { kind: 'date', name: 'by', label: 'plan.field.by', first: 14 },
      member,
    ],
  },
  funding: {
    ...{ list: true, item: 'plan.item.funding' },
    parts: [
      { kind: 'pick', name: 'service', label: 'plan.field.paysFor', of: itemsOf('services') },
      {
        ...{ kind: 'one', name: 'tier', label: 'plan.field.tier' },
        ...{ options: fundingTiers, words: 'plan.tier' },
      },
      { kind: 'line', name: 'source', label: 'plan.field.source' },
      {
        ...{ kind: 'one', name: 'outcome', label: 'plan.field.outcome' },
        ...{ options: fundingOutcomes, words: 'funding' },
      },
      {
        ...{ kind: 'prose', name: 'reason', label: 'plan.field.whyNot', optional: true },
        when: ({ outcome }) => outcome === 'not-available',
      },
      member,
    ],
  },
  safetyPlan: {
    ...{ list: false, item: 'plan.part.safetyPlan' },
    parts: [
      { kind: 'lines', name: 'warningSigns', label: 'plan.field.warningSigns' },
      { kind: 'picks', name: 'strengths', label: 'plan.field.strengths', of: itemsOf('strengths') },
      { kind: 'lines', name: 'steps', label: 'plan.field.steps' },
      {
        ...{ kind: 'rows', name: 'naturalSupports', label: 'plan.field.supports', begun: true },
        ...{ row: 'plan.row.naturalSupports', add: 'plan.add.naturalSupports' },
        parts: [
          { kind: 'line', name: 'name', label: 'plan.field.supportName' },
          { kind: 'line', name: 'relation', label: 'plan.field.relation' },
          { kind: 'prose', name: 'how', label: 'plan.field.how' },
        ],
      },
      {
        ...{ kind: 'rows', name: 'crisisContacts', label: 'plan.field.contacts', begun: true },
        ...{ row: 'plan.row.crisisContacts', add: 'plan.add.crisisContacts' },
        parts: [
          { kind: 'line', name: 'name', label: 'plan.field.contactName' },
          { kind: 'line', name: 'reach', label: 'plan.field.reach' },
        ],
      },
      member,
    ],
  },
  transition: {
    ...{ list: false, item: 'plan.part.transition' },
    parts: [
      { kind: 'date', name: 'releaseOn', label: 'field.releaseOn' },
      { kind: 'line', name: 'facility', label: 'plan.field.facility' },
      {
        ...{ kind: 'group', name: 'paroleAgent', label: 'plan.field.agent' },
        parts: [
          { kind: 'line', name: 'name', label: 'plan.field.agentName' },
          { kind: 'line', name: 'reach', label: 'plan.field.reach' },
        ],
      },
      {
        ...{ kind: 'rows', name: 'meetings', label: 'plan.field.meetings', begun: true },
        ...{ row: 'plan.row.meetings', add: 'plan.add.meetings' },
        parts: [
          { kind: 'date', name: 'on', label: 'plan.field.on', first: 0 },
          { kind: 'tick', name: 'attended', label: 'plan.field.attended' },
          { kind: 'prose', name: 'decisions', label: 'plan.field.decided' },
        ],
      },
    ],
  },
};

/** Those who sign, or decline to. */
export const signatureParts: readonly Part[] = [
  {
    ...{ kind: 'one', name: 'role', label: 'plan.field.role' },
    ...{ options: signatureRoles, words: 'signs' },
  },
  { kind: 'line', name: 'name', label: 'plan.field.signer' },
  { kind: 'date', name: 'on', label: 'plan.field.signedOn', first: 0 },
  { kind: 'prose', name: 'declined', label: 'plan.field.declined', optional: true, more: true },
];
