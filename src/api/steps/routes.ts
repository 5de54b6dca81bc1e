import { problemCodes, type ProblemCode } from '../problems.ts';
import { commandBatchBody, commandBodies } from './body.ts';
import { commandSpecs, commandTypes } from './specs.ts';
import { receiptReply } from '../../features/enrollments/api/replies.ts';
import { type Route, route } from '../../kit/http/route.ts';
import { enrollmentParams, type RouteContext } from '../../kit/http/context.ts';
import { takenIn } from '../../features/pending-steps/api/routes.ts';
import { submitCommands } from './submit.ts';

const replies = {
  200: {
    description: 'Recorded. `Idempotent-Replayed: true` when an earlier request with this key had done it.',
    schema: receiptReply,
  },
  202: takenIn,
};

const commandProblems: readonly ProblemCode[] = problemCodes.filter(
  (code) =>
    ![
      'bad-cursor',
      'client-already-enrolled',
      'idempotency-key-reused',
      'method-not-allowed',
      'already-recorded',
    ].includes(code),
);

/** One route a command type, and one for several commands at once. */
export function commandRoutes(context: RouteContext): Route[] {
  const single = commandTypes.map((type) =>
    route({
      id: type,
      method: 'post',
      path: `/enrollments/{id}/commands/${type}`,
      tag: 'Commands',
      summary: commandSpecs[type].summary,
      operation: `command:${type}`,
      params: enrollmentParams,
      body: commandBodies[type],
      takesKey: true,
      takesVersion: true,
      replies,
      problems: commandProblems,
      handle(input) {
        const enrollmentId = input.params['id'] ?? '';
        return submitCommands(context, input, {
          enrollmentId,
          commands: [{ type, body: input.body, pointer: '' }],
          content: { route: `enrollments/${enrollmentId}/commands/${type}`, body: input.body },
        });
      },
    }),
  );

  const several = route({
    id: 'submitCommands',
    method: 'post',
    path: '/enrollments/{id}/commands',
    tag: 'Commands',
    summary: 'Send several commands: all are recorded, or none',
    operation: null,
    params: enrollmentParams,
    body: commandBatchBody,
    takesKey: true,
    takesVersion: true,
    replies,
    problems: commandProblems,
    handle(input) {
      const enrollmentId = input.params['id'] ?? '';
      return submitCommands(context, input, {
        enrollmentId,
        commands: input.body.commands.map((body, i) => ({
          type: body.type,
          body,
          pointer: `/commands/${i}`,
        })),
        content: { route: `enrollments/${enrollmentId}/commands`, body: input.body },
      });
    },
  });
  return [...single, several];
}
