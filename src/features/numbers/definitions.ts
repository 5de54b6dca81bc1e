import type { Basis } from '../../engine/policy/profile.ts';
import type { Measure, Outcome } from './facts.ts';

export type NumberId =
  | 'timeliness'
  | 'met-late'
  | 'missed'
  | 'miss-causes'
  | 'closures'
  | 'satisfaction'
  | 'satisfaction-response'
  | 'contact-rate'
  | 'first-contact-median'
  | 'first-contact-p90'
  | 'authorizations-lapsed'
  | 'caseload-end'
  | 'client-days'
  | 'entered-in-error';

/** How a number is made of facts: what the texts beside it say in words. */
export type Making =
  | {
      as: 'share';
      of: Measure;
      /** Counted above the line; left out, all. */
      that?: Outcome[];
      /** Counted below it: of another measure, or with other outcomes; left out, all of the same. */
      among?: { of?: Measure; that?: Outcome[]; distinctClients?: true };
      split: 'part' | 'cause';
      /** The parts of one number share a whole (reasons of discharges), or each has its own (duties). */
      parts: 'of-one-whole' | 'each-of-its-own';
    }
  /** `stock`: as it stands at the end of the last month, not added up over months. */
  | { as: 'sum'; of: Measure; split: 'level'; stock?: true }
  /** By nearest rank. */
  | { as: 'percentile'; of: Measure; rank: number };

export const numberUnits = ['percent', 'hours', 'clients', 'client-days', 'referrals'] as const;
export type NumberUnit = (typeof numberUnits)[number];

export type NumberDefinition = {
  id: NumberId;
  title: string;
  counted: string;
  unit: NumberUnit;
  numerator: string;
  denominator: string | null;
  leftOut: string;
  source: string;
  basis: Basis;
  making: Making;
};

const belongs =
  'A duty belongs to the month its due instant falls into, and to whose it was: to the coordinator who had the client when it was done in time, or else when it fell due, whoever has the client since. What is the supervisor’s to do, such as assigning a coordinator, or the payer’s, belongs to no coordinator. In time means that it happened by then, whenever it was entered.';
const unowed =
  'Duties that were waived, withdrawn before they were due, or superseded; held ones while they are held; what is not due yet.';
const kpis = '003 (adherence to timelines), SU-3';

const ofDuties = (that: Outcome[]): Making => ({
  ...{ as: 'share', of: 'duty', that, split: 'part', parts: 'each-of-its-own' },
});

/** Every number, with what it means (SU-3). */
export const definitions: readonly NumberDefinition[] = [
  {
    id: 'timeliness',
    title: 'Done in time',
    counted: `Duties, by duty. ${belongs}`,
    unit: 'percent',
    numerator: 'Duties met by their due instant',
    denominator: 'Duties that fell due',
    leftOut: unowed,
    source: kpis,
    basis: 'policy',
    making: ofDuties(['met']),
  },
  {
    id: 'met-late',
    title: 'Done late',
    counted: `Duties, by duty. ${belongs}`,
    unit: 'percent',
    numerator: 'Duties met after their due instant',
    denominator: 'Duties that fell due',
    leftOut: unowed,
    source: kpis,
    basis: 'policy',
    making: ofDuties(['met-late']),
  },
  {
    id: 'missed',
    title: 'Missed and not done',
    counted: `Duties, by duty. ${belongs}`,
    unit: 'percent',
    numerator: 'Duties past due that are still open, or were closed without being done',
    denominator: 'Duties that fell due',
    leftOut: unowed,
    source: kpis,
    basis: 'policy',
    making: ofDuties(['missed']),
  },
  {
    id: 'miss-causes',
    title: 'Why duties were not done in time',
    counted:
      'Duties not met in time, by cause. Client: an attempt, a no-show or a search for the client lies between opening and due. System: the step that met it had to wait for the system. Staff: otherwise. What a supervisor has recorded as the cause comes before; the cases show both.',
    unit: 'percent',
    numerator: 'Duties not met in time, of that cause',
    denominator: 'Duties not met in time',
    leftOut: unowed,
    source: kpis,
    basis: 'agency',
    making: {
      ...{ as: 'share', of: 'duty', that: ['met-late', 'missed'] },
      ...{ among: { that: ['met-late', 'missed'] }, split: 'cause', parts: 'of-one-whole' },
    },
  },
  {
    id: 'closures',
    title: 'Closure rate',
    counted: 'Discharges, by reason; of the coordinator who had the client then.',
    unit: 'percent',
    numerator: 'Discharges',
    denominator: 'Clients who were on the caseload at any time, each once',
    leftOut: 'Discharges that were taken back by reopening',
    source: '003 (case closure rates), SU-3',
    basis: 'policy',
    making: {
      ...{ as: 'share', of: 'discharge', among: { of: 'client', distinctClients: true } },
      ...{ split: 'part', parts: 'of-one-whole' },
    },
  },
  {
    id: 'satisfaction',
    title: 'Satisfaction',
    counted: 'Answers of the satisfaction instrument (OU-3), by item, by when it was filled in.',
    unit: 'percent',
    numerator: 'Answers that agree or strongly agree',
    denominator: 'Answers on the scale of agreement',
    leftOut: 'Items the client declined, and answers in words',
    source: '003 (client satisfaction scores), SU-3; 001 B.2',
    basis: 'policy',
    making: {
      ...{ as: 'share', of: 'answer', that: ['favourable'], split: 'part', parts: 'each-of-its-own' },
    },
  },
  {
    id: 'satisfaction-response',
    title: 'Satisfaction instruments answered',
    counted: 'Satisfaction instruments on record, by when they were filled in or refused.',
    unit: 'percent',
    numerator: 'Instruments that were filled in',
    denominator: 'Instruments filled in or refused',
    leftOut: 'Instruments that were asked for and are not on record yet: they are a duty (OU-3)',
    source: '003 (client satisfaction scores), SU-3',
    basis: 'agency',
    making: {
      ...{ as: 'share', of: 'instrument', that: ['completed'], split: 'part', parts: 'each-of-its-own' },
    },
  },
  {
    id: 'contact-rate',
    title: 'Contact rate by acuity',
    counted:
      "Routine contacts owed (CO-1, CO-2, CO-3), by the acuity band of the client's newest index at the due instant.",
    unit: 'percent',
    numerator: 'Contacts that reached the client by the due instant',
    denominator: 'Contacts owed',
    leftOut: unowed,
    source: '003 (adherence to timelines), SU-3; 000 (contact with low and moderate acuity)',
    basis: 'agency',
    making: { ...{ as: 'share', of: 'contact', that: ['met'], split: 'part', parts: 'each-of-its-own' } },
  },
  {
    id: 'first-contact-median',
    title: 'Time to first contact, median',
    counted: `Hours from the first assignment to the first contact that reached the client (IN-5); the middle one, by nearest rank. ${belongs}`,
    unit: 'hours',
    numerator: 'Hours',
    denominator: null,
    leftOut: 'Clients who have not been reached',
    source: '003 (adherence to timelines), SU-3',
    basis: 'agency',
    making: { as: 'percentile', of: 'first-contact', rank: 0.5 },
  },
  {
    id: 'first-contact-p90',
    title: 'Time to first contact, 90th percentile',
    counted: `As the median; nine of ten clients were reached within so many hours, by nearest rank. ${belongs}`,
    unit: 'hours',
    numerator: 'Hours',
    denominator: null,
    leftOut: 'Clients who have not been reached',
    source: '003 (adherence to timelines), SU-3',
    basis: 'agency',
    making: { as: 'percentile', of: 'first-contact', rank: 0.9 },
  },
  {
    id: 'authorizations-lapsed',
    title: 'Authorizations lapsed',
    counted: 'Service authorizations, by the last day they were granted for (AU-1).',
    unit: 'percent',
    numerator: 'Authorizations whose last day passed before more was asked for or they were ended',
    denominator: 'Authorizations whose last day came',
    leftOut: unowed,
    source: '003 (adherence to timelines), SU-3; 001 B.2, B.4',
    basis: 'agency',
    making: {
      ...{ as: 'share', of: 'authorization', that: ['met-late', 'missed'] },
      ...{ split: 'part', parts: 'each-of-its-own' },
    },
  },
  {
    id: 'caseload-end',
    title: "Clients at the month's end",
    counted:
      'Open clients who have a coordinator, at the end of the (last) month, or now while it runs; by level.',
    unit: 'clients',
    numerator: 'Clients',
    denominator: null,
    leftOut: 'Clients who wait for a coordinator, and discharged ones',
    source: '003 (KPIs), SU-3; 000 (size of caseloads)',
    basis: 'agency',
    making: { as: 'sum', of: 'month-end', split: 'level', stock: true },
  },
  {
    id: 'client-days',
    title: 'Client-days',
    counted: 'Days, each for the coordinator who had the client at its end; by level.',
    unit: 'client-days',
    numerator: 'Client-days',
    denominator: null,
    leftOut: 'Days without a coordinator, after discharge, and days that are not over',
    source: '003 (KPIs), SU-3; 000 (size of caseloads)',
    basis: 'agency',
    making: { as: 'sum', of: 'client-days', split: 'level' },
  },
  {
    id: 'entered-in-error',
    title: 'Referrals entered in error',
    counted:
      'Referrals of which a lead has said that they were never meant, by when that was said; by level. They are in no other number, of no month.',
    unit: 'referrals',
    numerator: 'Referrals',
    denominator: null,
    leftOut: 'Those of which it was taken back',
    source: 'Agency default: what is left out of the numbers is counted',
    basis: 'agency',
    making: { as: 'sum', of: 'entered-in-error', split: 'level' },
  },
];
