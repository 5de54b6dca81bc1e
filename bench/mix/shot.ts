import type { CommandType } from '../../src/kit/http/command.ts';
import type { AttachmentKind } from '../../src/features/attachments/attachment.ts';
import type { PlanVersion } from '../../src/features/plans/plan.ts';
import type { Agency } from '../seed/population.ts';

/** One command of the mix; its author is a coordinator unless it says else. */
export type Shot = {
  command: CommandType;
  by?: 'supervisor' | 'payer';
  body: (context: ShotContext) => object;
};

export type ShotContext = {
  agency: Agency;
  /** Of the request about to be sent. */
  key: string;
  /** Under which key this enrollment's newest such command was sent: the id of its step. */
  keyOf: (command: CommandType) => string;
  /** A coordinator who has room for the enrollment. */
  cover: string;
  /** The plan of the enrollment that a step stands on. */
  plan: (version: PlanVersion) => string;
  /** A file of the enrollment that a request encloses. */
  file: (what: AttachmentKind) => string;
};

type Body = object | ((context: ShotContext) => object);

export const shot = (command: CommandType, body: Body = {}, by?: 'supervisor' | 'payer'): Shot => ({
  command,
  body: typeof body === 'function' ? (body as Shot['body']) : () => body,
  ...(by === undefined ? {} : { by }),
});
export const lead = (command: CommandType, body?: Body): Shot => shot(command, body, 'supervisor');

export const payer = (command: CommandType, body?: Body): Shot => shot(command, body, 'payer');

export const note = 'Met at home; talked through the week and what the next one needs.';
export const meeting = {
  attendance: { members: [], client: true },
  decisions: ['A room comes first.'],
  nextSteps: [{ what: 'Visit Vliet House.', who: 'Coordinator' }],
};
export const reason = 'As agreed in supervision.';
export const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
/** A date; of the agency's zone to within a day, which must not matter. */
export const dateIn = (days: number): string => inDays(days).slice(0, 10);

/** What goes with a request for more: a plan, the criteria, the index on paper. */
export const firstEnclosed = ({ plan, file }: ShotContext): object[] => [
  { document: 'sccp', id: plan('full') },
  { document: 'placement-criteria', id: file('placement-criteria') },
];
export const laterEnclosed = (context: ShotContext): object[] => [
  ...firstEnclosed(context),
  { document: 'acuity-index', id: context.file('acuity-scoring') },
  { document: 'acuity-documentation', id: context.file('acuity-scoring') },
];

export const contact = (who: string, mode: string, outcome: string): Shot =>
  shot('logContact', {
    ...{ with: who, mode, outcome, summary: note },
    ...(who === 'client' ? {} : { disclosed: [] }),
  });
/** About what the enrollment's newest such command began. */
export const about =
  (command: CommandType, rest: object = {}) =>
  ({ keyOf }: ShotContext): object => ({ about: keyOf(command), ...rest });
