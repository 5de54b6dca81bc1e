import type { DischargeReason } from '../../engine/policy/terms.ts';
import type { StepFacts } from '../../engine/record/steps/index.ts';
import { type authors, namedSteps, type Scenario, type ScenarioEvent } from './scenario.ts';

/** One entry of a scenario in the order in which it was made. */
export type Entry = { commandId: string; at: number; enteredAt: number; by: Role; facts: StepFacts };
type Role = (typeof authors)[number];

const reasons: DischargeReason[] = [
  'completed',
  'withdrawn',
  'transferred',
  'lost-contact',
  'deceased',
  'level-not-indicated',
];

/** The story in the order of entry (ties: file order), as far as it is told by `until`. */
export function entriesOf(scenario: Scenario, staff: { coordinatorId: string }): Entry[] {
  const told = scenario.events
    .map((event, index) => ({ event, index, enteredAt: event.recordedAt ?? event.at }))
    .filter(({ enteredAt }) => enteredAt <= scenario.until)
    .toSorted((a, b) => a.enteredAt - b.enteredAt || a.index - b.index)
    .map(({ event, index, enteredAt }) => ({
      commandId: commandIdOf(index),
      at: event.at,
      enteredAt,
      by: 'by' in event ? event.by : 'supervisor',
      facts: factsOf(scenario, event, staff),
    }));
  const named = new Set(told.flatMap(({ facts }) => (facts.type === 'logContact' ? [facts.release] : [])));
  const placeholders = consents(scenario).filter(({ commandId }) => named.has(commandId));
  return [...placeholders, ...told].toSorted((a, b) => a.enteredAt - b.enteredAt);
}

/**
 * A story may leave out consents: one that speaks with somebody close to the client under no release that it names
 * has a release for that (CO-5), and another one each time that it would have run out.
 */
function consents({ referral: { receivedAt }, until }: Scenario): Entry[] {
  const many = Math.ceil((until - receivedAt) / consentMs) + 1;
  return Array.from({ length: many }, (_, n) => {
    const at = receivedAt + n * consentMs;
    return {
      ...{ commandId: consentId(n), at, enteredAt: at, by: 'supervisor' },
      facts: {
        ...{ type: 'grantRelease', recipient: '00000000-0000-4000-8000-000000000002' },
        ...{ recipientKind: 'person', purpose: 'care-coordination', content: ['identity'] },
        expiresOn: new Date(at + consentMs + dayMs).toISOString().slice(0, 10),
      },
    };
  });
}

/** Shorter than any agency lets a release hold. */
const dayMs = 86_400_000;
const consentMs = 300 * dayMs;
const consentId = (n: number) => `release-${n}`;
const consentAt = ({ referral }: Scenario, at: number) =>
  consentId(Math.floor((at - referral.receivedAt) / consentMs));

/** What the product asks for beyond the scenario's fields is filled in plainly. */
function factsOf(scenario: Scenario, event: ScenarioEvent, staff: { coordinatorId: string }): StepFacts {
  switch (event.type) {
    case 'assignCoordinator':
      return { type: 'assignCoordinator', coordinatorId: staff.coordinatorId };
    case 'logContact': {
      const { with: reached, mode, outcome, release } = event;
      const named =
        release === undefined
          ? reached === 'collateral' && outcome === 'reached' && { release: consentAt(scenario, event.at) }
          : { release: idOf(scenario, release) };
      return { type: 'logContact', with: reached, mode, outcome, ...named };
    }
    case 'scoreAcuity':
      return { type: 'scoreAcuity', score: event.score };
    case 'changeLevel':
      return { type: 'changeLevel', level: event.level };
    case 'discharge':
      return {
        ...{ type: 'discharge', reason: reasons.find((reason) => reason === event.reason) ?? 'other' },
        ...{
          lastMeetingHeld: false,
          aftercareArranged: true,
          warmHandOver: true,
          receivingAgencyNamed: true,
        },
      };
    default:
      return otherFacts(scenario, event);
  }
}

/** Facts as the file tells them, steps named by their command ids. */
function otherFacts(scenario: Scenario, event: ScenarioEvent): StepFacts {
  const notFacts = new Set(['at', 'recordedAt', 'id', 'by']);
  const facts = Object.entries(event).filter(([name]) => !notFacts.has(name));
  const named = namedSteps(event).map(([name, id]) => [name, idOf(scenario, id)]);
  // The file was held to the schemas of these facts.
  return { ...Object.fromEntries(facts), ...Object.fromEntries(named) } as StepFacts;
}

function idOf({ events }: Scenario, id: string): string {
  return commandIdOf(events.findIndex((one) => one.id === id));
}

/** Never the file's own id: it might be that of another entry. */
function commandIdOf(index: number): string {
  return `event-${index + 1}`;
}
