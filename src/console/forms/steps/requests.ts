import { served } from '../../../engine/record/steps/authorizations.ts';
import { coordinationServices } from '../../../engine/policy/service-kinds.ts';
import { authorizationRegister } from '../../../features/authorizations/state.ts';
import { confirmedNeeds } from '../../../features/triage/state.ts';
import type { Providers } from '../../server/replies.ts';
import type { StepsOf } from '../registry.ts';
import { enclosing } from './enclosed-part.tsx';
import { recordPaths } from './enclosing.ts';
import {
  count,
  date,
  inDays,
  type Known,
  known,
  line,
  note,
  one,
  optional,
  prose,
  type StepForms,
  thing,
  type Words,
  yesNo,
} from './fields.ts';
import { authorizationOption, authorizationsOf, grantedAuthorizations } from './things.ts';

const units = count(1, 100_000);
const extensionsOf = ({ steps }: Known) => authorizationRegister(steps).extensions;
const extensionOption =
  ({ time, say }: Known) =>
  ({ id, asked: { units, through } }: ReturnType<typeof extensionsOf>[number]) => ({
    value: id,
    label: say('thing.extension', { units, through: time.date(through) }),
  });

const appealable = ['denied', 'approved-in-part'];
const authorizations = (states: readonly string[]) => (given: Known) =>
  authorizationsOf(given)
    .filter(({ state, ended }) => ended === null && states.includes(state))
    .map(authorizationOption(given));
const extensions = (states: readonly string[]) => (given: Known) =>
  extensionsOf(given)
    .filter(({ state, withdrawn }) => withdrawn === null && states.includes(state))
    .map(extensionOption(given));

const providersPath = '/providers';
const providers = ({ reply }: Known) =>
  ((reply(providersPath) as Providers | undefined)?.items ?? []).map(({ documentId, content }) => ({
    value: documentId,
    label: content.name,
  }));
const needs = ({ steps, time }: Known) =>
  confirmedNeeds(steps).map(({ id, at }) => ({ value: id, label: time.moment(new Date(at).toISOString()) }));
const payments = ({ steps, time }: Known) =>
  authorizationRegister(steps).payments.map(({ id, at }) => ({
    value: id,
    label: time.moment(new Date(at).toISOString()),
  }));
const named = ({ service }: Words) => (typeof service === 'string' ? service.trim() : '');

/** What is asked of the payer, and what was given under it (AU, SV). */
export const forms: StepForms<StepsOf<'requests'>> = {
  requestAuthorization: {
    facts: {
      service: line({ label: 'field.serviceCode' }),
      provider: optional(thing(providers, { label: 'requests.provider', more: true })),
      units,
      from: date(inDays(0)),
      through: date(),
      initial: known((given, words) =>
        authorizationsOf(given).every(({ request }) => request.facts.service !== named(words)),
      ),
      enclosed: enclosing('authorization'),
      need: optional(thing(needs, { label: 'field.confirmedNeed', more: true })),
      claims: optional(thing(payments, { label: 'field.claims' })),
      extends: optional(thing(grantedAuthorizations, { label: 'field.extends' })),
    },
    words: { justification: prose(), note },
    now: true,
    reads: (given) => [providersPath, ...recordPaths(given)],
  },
  requestExtension: {
    facts: {
      initial: known((given) => extensionsOf(given).length === 0),
      authorization: optional(thing(grantedAuthorizations, { label: 'field.extends' })),
      units,
      through: date(),
      enclosed: enclosing('extension'),
    },
    words: { justification: prose(), note },
    now: true,
    reads: recordPaths,
  },
  recordService: {
    facts: {
      kind: one('service', coordinationServices),
      minutes: count(1, 1_440),
      servedFor: one('served', served, { first: () => 'client', more: true }),
      billable: yesNo(),
      procedureCode: optional(line({ when: ({ billable }) => billable === true })),
      authorization: optional(thing(grantedAuthorizations, { label: 'field.usesOf' })),
      units: count(1, 100_000, { when: ({ authorization }) => Boolean(authorization) }),
    },
    words: { summary: optional(prose()), note },
  },
  endAuthorization: {
    facts: {
      about: thing(authorizations(['requested', 'returned', 'appealed', 'approved', 'approved-in-part'])),
    },
    words: { reason: prose(), note: null },
    now: true,
  },
  resubmitAuthorization: {
    facts: {
      about: thing(authorizations(['returned'])),
      enclosed: enclosing('authorization'),
      units: optional(units),
      from: null,
      through: optional(date()),
    },
    words: { justification: optional(prose()), note },
    now: true,
    reads: recordPaths,
  },
  appealDecision: {
    facts: { about: thing(authorizations(appealable)) },
    words: { reason: prose({ label: 'field.appeal' }), note: null },
    now: true,
  },
  resubmitExtension: {
    facts: {
      about: thing(extensions(['returned'])),
      enclosed: enclosing('extension'),
      units: optional(units),
      through: optional(date()),
    },
    words: { justification: optional(prose()), note },
    now: true,
    reads: recordPaths,
  },
  appealExtension: {
    facts: { about: thing(extensions(appealable)) },
    words: { reason: prose({ label: 'field.appeal' }), note: null },
    now: true,
  },
  withdrawExtension: {
    facts: { about: thing(extensions(['requested', 'appealed', 'returned'])) },
    words: { reason: prose(), note: null },
    now: true,
  },
};
