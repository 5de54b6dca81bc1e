import type { CommandType } from '../../src/kit/http/command.ts';
import type { RequestDocument } from '../../src/engine/policy/request-documents.ts';
import type { PlanVersion } from '../../src/features/plans/plan.ts';
import type { Login } from './agency.ts';

export type Step = {
  by: Login;
  hoursAgo: number;
  command: CommandType;
  /** Of assignCoordinator. */
  coordinator?: Login;
  /** Of a step that stands on a plan: which version is written before it. */
  plan?: PlanVersion;
  /** Of a request to the payer: what goes with it. */
  encloses?: RequestDocument[];
  /** What was written of it and signed, the same day. */
  noted?: object;
  [field: string]: unknown;
};

export type Story = {
  client: { reference: string; givenName: string; familyName: string; birthDate?: string };
  level: string;
  emergency?: boolean;
  needs?: string[];
  screen: string;
  receivedHoursAgo: number;
  steps: Step[];
};

const met = { with: 'client', mode: 'face-to-face', outcome: 'reached' };
/** One assignment and what followed from it, with the coordinator's own steps. */
function assigned(hoursAgo: number, coordinator: Login, ...steps: Omit<Step, 'by'>[]): Step[] {
  return [
    { by: 'supervisor', hoursAgo, command: 'assignCoordinator', coordinator },
    ...steps.map((step): Step => ({ by: coordinator, ...step }) as Step),
  ];
}

/**
 * Invented people, one a stage. Their referrals are hours old, so that nothing but what is meant to be late is late:
 * the fourth's emergency has gone unanswered, the second waits for an assignment since last week.
 */
export const demoStories: Story[] = [
  {
    client: { reference: 'D-1001', givenName: 'Marisol', familyName: 'Quintavalle', birthDate: '1988-04-17' },
    level: 'rsc-i',
    screen: 'Self-referred; wants help to stay sober after treatment.',
    receivedHoursAgo: 2,
    steps: [],
  },
  {
    client: { reference: 'D-1002', givenName: 'Devon', familyName: 'Achterberg', birthDate: '1979-11-02' },
    level: 'cm',
    screen: 'Referred by a clinic; works nights.',
    receivedHoursAgo: 24 * 7,
    steps: [],
  },
  {
    client: { reference: 'D-1003', givenName: 'Priya', familyName: 'Vanterpool', birthDate: '1995-01-30' },
    level: 'rsc-f',
    screen: 'Mother of two; the family court asks for support.',
    receivedHoursAgo: 6,
    steps: assigned(5, 'coordinator', {
      hoursAgo: 3,
      command: 'logContact',
      with: 'client',
      mode: 'phone',
      outcome: 'attempted',
      summary: 'No answer; left a message.',
    }),
  },
  {
    client: { reference: 'D-1004', givenName: 'Tobias', familyName: 'Ferreira-Lund' },
    level: 'rsc-i',
    emergency: true,
    needs: ['housing', 'withdrawal'],
    screen: 'Slept outside last night; early withdrawal.',
    receivedHoursAgo: 1,
    steps: [],
  },
  {
    client: { reference: 'D-1005', givenName: 'Wanda', familyName: 'Oyelaran', birthDate: '1969-07-21' },
    level: 'rsc-i',
    screen: 'Leaves residential treatment this week.',
    receivedHoursAgo: 8,
    steps: assigned(
      7,
      'coordinator',
      { hoursAgo: 6, command: 'logContact', ...met, summary: 'Met at the treatment center.' },
      { hoursAgo: 5, command: 'completePreliminarySccp', plan: 'preliminary' },
      { hoursAgo: 4, command: 'formRst' },
    ),
  },
  {
    client: { reference: 'D-1006', givenName: 'Emil', familyName: 'Castellanos', birthDate: '1991-09-09' },
    level: 'cm',
    screen: 'Stepping down from a neighboring county.',
    receivedHoursAgo: 10,
    steps: assigned(
      9.5,
      'coordinator2',
      { hoursAgo: 9, command: 'logContact', ...met, summary: 'Met at the library.' },
      { hoursAgo: 8, command: 'completePreliminarySccp', plan: 'preliminary' },
      { hoursAgo: 7, command: 'formRst' },
      { hoursAgo: 6, command: 'completeFullSccp', plan: 'full' },
      { hoursAgo: 5, command: 'scoreAcuity', score: 27 },
      {
        hoursAgo: 4,
        command: 'requestExtension',
        initial: true,
        units: 24,
        through: '2099-06-30',
        encloses: ['sccp', 'placement-criteria'],
        justification: 'She goes on with treatment after the move.',
      },
    ),
  },
  {
    client: { reference: 'D-1007', givenName: 'Harriet', familyName: 'Bjornstad', birthDate: '1983-12-12' },
    level: 'rsc-i',
    screen: 'Back from another program, with a plan of her own.',
    receivedHoursAgo: 10,
    steps: assigned(
      9.5,
      'coordinator3',
      { hoursAgo: 9, command: 'logContact', ...met, summary: 'Met at home.' },
      {
        ...{ hoursAgo: 2, command: 'discharge', reason: 'transferred', note: 'Moved away.' },
        ...{ warmHandOver: true, handedOverTo: 'The coordinator there, by phone with the client.' },
        ...{ receivingAgencyNamed: true, receivingAgency: 'Harborlight Recovery Center' },
        ...{ lastMeetingHeld: false, whyNot: 'The client had left town.' },
      },
    ),
  },
];
