import type { StepFacts, StepType } from '../../engine/record/steps/index.ts';
import { type Calendar, formatLocal, type Instant } from '../../engine/calendar/index.ts';
import { csvOf } from '../../engine/documents/csv.ts';

/** Steps that are services in the eyes of the county's information system (DO-5). */
export const misSteps = ['logContact', 'holdRstMeeting', 'recordService'] as const satisfies StepType[];

/** What the county's system is told of a service: codes and numbers, never what people wrote. */
export type MisService = {
  service: string;
  mode: string | null;
  minutes: number | null;
  units: number | null;
  procedureCode: string | null;
};

/** The service a step is; null for what is none, an attempt to reach somebody among it. */
export function misServiceOf(facts: StepFacts): MisService | null {
  const none = { mode: null, minutes: null, units: null, procedureCode: null };
  switch (facts.type) {
    case 'logContact':
      if (facts.outcome !== 'reached') return null;
      return { ...none, service: `contact-${facts.with}`, mode: facts.mode };
    case 'holdRstMeeting':
      return { ...none, service: 'rst-meeting' };
    case 'recordService': {
      const { kind, minutes, units = null, procedureCode = null } = facts;
      return { ...none, service: kind, minutes, units, procedureCode };
    }
    default:
      return null;
  }
}

/** One line for the county's system; `withdraw` takes back what was exported and has since been voided. */
export const misActions = ['enter', 'withdraw'] as const;
export type MisAction = (typeof misActions)[number];

export type MisLine = MisService & {
  number: number;
  action: MisAction;
  /** The client's number with the county. */
  client: string;
  enrollmentId: string;
  stepId: string;
  at: Instant;
  staff: string | null;
};

/** The columns of the published format `throughline-mis-1`. New ones come last; none is ever renamed. */
const columns: [name: string, value: (line: MisLine, calendar: Calendar) => string | number | null][] = [
  ['line', ({ number }) => number],
  ['action', ({ action }) => action],
  ['client', ({ client }) => client],
  ['enrollment', ({ enrollmentId }) => enrollmentId],
  ['step', ({ stepId }) => stepId],
  ['service', ({ service }) => service],
  ['began_at', ({ at }, calendar) => formatLocal(calendar, at)],
  ['mode', ({ mode }) => mode],
  ['minutes', ({ minutes }) => minutes],
  ['units', ({ units }) => units],
  ['procedure_code', ({ procedureCode }) => procedureCode],
  ['staff', ({ staff }) => staff],
];

/** RFC 4180 with a header and CRLF; times are the agency's own. */
export function misCsv(lines: readonly MisLine[], calendar: Calendar): string {
  return csvOf([
    columns.map(([name]) => name),
    ...lines.map((line) => columns.map(([, value]) => value(line, calendar))),
  ]);
}
