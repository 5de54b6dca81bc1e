import type { MoveActivities, ReassignmentInput } from './contract.ts';
import { decideMove } from '../decide.ts';
import { errorName } from '../../../kit/error-name.ts';
import type { MoveState } from '../decide.ts';
import type { MoveRecord } from '../postgres/ports.ts';
import type { CommandBatch } from '../../../engine/record/commands.ts';
import type { Gateway, SubmitOutcome } from '../../../kit/temporal/gateway.ts';
import type { RecordView } from '../../../kit/temporal/record-view.ts';

export type MoveDeps = {
  gateway: Pick<Gateway, 'submit'>;
  moves: MoveRecord;
  record: Pick<RecordView, 'eventsOfCommand'>;
  now?: () => number;
};

/** Somebody else's step came between as often as that: the next attempt is for later. */
const readings = 5;

type Settled = { state: 'moved' } | { state: 'refused'; code: string };

/** The activities of reassignments, over the gateway. What they throw quotes nothing. */
export function createMoveActivities({ gateway, moves, record, now = Date.now }: MoveDeps): MoveActivities {
  async function moved(
    { reassignmentId }: ReassignmentInput,
    enrollmentId: string,
    { by, from, to }: { by: CommandBatch['by']; from: string; to: string },
  ): Promise<Settled> {
    const commandId = moveCommandId(reassignmentId, enrollmentId);
    for (let left = readings; left > 0; left -= 1) {
      // By an attempt whose answer was lost.
      if (await record.eventsOfCommand(enrollmentId, commandId)) return { state: 'moved' };
      const decided = decideMove(await moves.clientToMove(enrollmentId, to, now()), from);
      if (decided === 'wait') throw new Error('steps of the enrollment wait to be recorded');
      if ('refused' in decided) return { state: 'refused', code: decided.refused };
      const settled = settledBy(
        await gateway.submit(enrollmentId, {
          ...{ commandId, by, fingerprint: commandId, expectedVersion: decided.send },
          commands: [{ facts: { type: 'assignCoordinator', coordinatorId: to } }],
        }),
      );
      if (settled) return settled;
    }
    throw new Error('the enrollment changed all the while');
  }

  async function moveClient({
    enrollmentId,
    ...input
  }: ReassignmentInput & { enrollmentId: string }): Promise<MoveState> {
    const { reassignmentId } = input;
    const begun = await moves.begin(reassignmentId, enrollmentId, now());
    if ('state' in begun) return begun.state;
    const settled = await moved(input, enrollmentId, begun.go);
    await moves.settle(reassignmentId, enrollmentId, settled, now());
    return settled.state;
  }

  return {
    clientsToMove: ({ reassignmentId }) => withoutWords('clientsToMove', () => moves.waiting(reassignmentId)),
    moveClient: (request) => withoutWords('moveClient', () => moveClient(request)),
    endReassignment: ({ reassignmentId }) =>
      withoutWords('endReassignment', () => moves.close(reassignmentId, now())),
  };
}

/** Names the step that moves a client, for ever. */
function moveCommandId(reassignmentId: string, enrollmentId: string): string {
  return `move:${reassignmentId}:${enrollmentId}`;
}

/** Null: it was judged by a version that somebody has changed since. Throws where nobody knows. */
function settledBy(outcome: SubmitOutcome): Settled | null {
  switch (outcome.status) {
    case 'accepted':
      return { state: 'moved' };
    case 'refused':
      return outcome.rejection.code === 'version-conflict'
        ? null
        : { state: 'refused', code: outcome.rejection.code };
    case 'not-found':
      return { state: 'refused', code: 'not-found' };
    case 'unavailable':
      throw new Error(`the ${outcome.away} cannot be reached`);
  }
}

/** Messages of drivers may quote what was asked for, and a workflow's history keeps them. */
function withoutWords<Answer>(name: string, ask: () => Promise<Answer>): Promise<Answer> {
  return ask().catch((error: unknown) => {
    throw new Error(`${name}: ${errorName(error)}`);
  });
}
