import type { CommandBody, CommandType } from '../../kit/http/command.ts';
import type { ProblemCode } from '../../kit/http/problem.ts';
import { commandBatchBody, commandBodies } from './body.ts';
import { stepRuleOf } from '../../pathway/step-rules.ts';
import { commandSpecs, commandTypes } from './specs.ts';
import type { CommandSpec } from '../../kit/http/command-spec.ts';
import { receiptReply } from '../../features/enrollments/api/replies.ts';
import { type Input, type Route, route } from '../../kit/http/route.ts';
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

/**
 * Somebody in danger is reported by whoever hears of it; what was told without ground is settled by the privacy officer, who
 * has to do with no client.
 */
const byAnybody: ReadonlySet<CommandType> = new Set([
  'reportCrisis',
  'reportEmergentNeed',
  'resolveDisclosure',
] as const);
const needsNoRelation = (type: CommandType): boolean => byAnybody.has(type);

/** With what any step may be refused, whatever it is. */
const anyStep = [
  'not-found',
  'idempotency-key-reused',
  'version-conflict',
  'occurred-in-future',
  'occurred-before-referral',
  'enrollment-ended',
  'entered-in-error',
  'beyond-calendar',
  'outcome-unknown',
  'unavailable',
  // A step may move the client to another caseload, or to another share of it.
  'caseload-full',
  'staff-file-incomplete',
  'coordinator-absent',
  'client-enrolled-elsewhere',
] as const satisfies readonly ProblemCode[];

/** What a step is refused with: by its own checks, by what it names, and by its place on the pathway. */
function problemsOf(type: CommandType): ProblemCode[] {
  const { problems, resolve } = commandSpecs[type];
  const { pointless, afterDischarge } = stepRuleOf(type);
  return [
    ...anyStep,
    ...(Object.keys(problems) as ProblemCode[]),
    ...(resolve?.problems ?? []),
    ...(pointless === null ? [] : (['nothing-to-meet'] as const)),
    ...(afterDischarge === false ? (['discharged'] as const) : []),
  ].filter((code, place, all) => all.indexOf(code) === place);
}

/** Encounters of a kind with one client are alike, alone or with other steps in one request; the first stands for those. */
function likenessOf(params: Input['params'], commands: readonly (CommandBody & { type: CommandType })[]) {
  const found = commands.find(({ type }) => (commandSpecs[type] as CommandSpec<CommandType>).encounter);
  return found && { enrollment: params['id'], encounter: found.type, at: found.occurredAt ?? 'now' };
}

const allProblems = commandTypes.flatMap(problemsOf).filter((code, i, all) => all.indexOf(code) === i);

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
      client: needsNoRelation(type) ? 'open' : 'related',
      params: enrollmentParams,
      body: commandBodies[type],
      takesKey: true,
      takesVersion: true,
      refusesCodes: true,
      replies,
      problems: problemsOf(type),
      likeness: ({ params, body }) => likenessOf(params, [{ ...body, type }]),
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
    refusesCodes: true,
    opens: ({ body }) => body.commands.every(({ type }) => needsNoRelation(type)),
    replies,
    problems: allProblems,
    likeness: ({ params, body }) => likenessOf(params, body.commands),
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
