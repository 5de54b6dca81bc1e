import type { CommandBody, CommandType } from '../../kit/http/command.ts';
import type { StepFacts } from '../../engine/record/steps/index.ts';
import { z } from 'zod';
import type { Command } from '../../engine/record/commands.ts';
import { commandSpecs, commandTypes } from './specs.ts';
import type { CommandSpec } from '../../kit/http/command-spec.ts';
import { instantIn } from '../../kit/http/dates.ts';

const common = {
  occurredAt: instantIn('happened').optional().meta({ description: 'When it happened; left out, it is now' }),
  amendment: z.boolean().optional().meta({
    description: 'Record it even where it meets nothing; such a step is refused otherwise',
  }),
};

function specOf(type: CommandType): CommandSpec<CommandType> {
  return commandSpecs[type];
}

function shapeOf(type: CommandType) {
  const spec = specOf(type);
  return { ...spec.facts.shape, ...spec.details, ...common };
}

function withCheck<Schema extends z.ZodType>(type: CommandType, schema: Schema): Schema {
  const { check } = specOf(type);
  if (!check) return schema;
  return schema.superRefine((body, context) => {
    for (const { field, detail } of check(body as Record<string, unknown>))
      context.addIssue({ code: 'custom', path: field.split('.'), message: detail });
  });
}

/** Schema of each command's body. */
export const commandBodies = Object.fromEntries(
  commandTypes.map((type) => [
    type,
    withCheck(type, z.strictObject(shapeOf(type))).meta({ id: type, description: specOf(type).summary }),
  ]),
) as unknown as Record<CommandType, z.ZodType<CommandBody>>;

const typed = commandTypes.map((type) =>
  withCheck(type, z.strictObject({ type: z.literal(type), ...shapeOf(type) })),
);

/** Several commands in one body: all are recorded, or none. */
export const commandBatchBody = z
  .strictObject({
    commands: z
      .array(z.discriminatedUnion('type', typed as unknown as [(typeof typed)[0]]))
      .min(1)
      .max(20),
  })
  .meta({ id: 'CommandBatch' }) as unknown as z.ZodType<{
  commands: (CommandBody & { type: CommandType })[];
}>;

/**
 * A validated body as the domain's command. What is not a fact by the command's own list is taken for details and
 * sealed, so a field that is added later cannot travel in the clear by oversight. `resolved`: what was looked up.
 */
export function toCommand(
  type: CommandType,
  body: CommandBody,
  seal: (details: Record<string, unknown>) => string,
  resolved: Record<string, unknown> = {},
): Command {
  const { occurredAt, amendment, ...rest } = body;
  const factNames = new Set(Object.keys(specOf(type).facts.shape));
  const entries = Object.entries(rest).filter(([name, value]) => name !== 'type' && value !== undefined);
  const stated = { ...Object.fromEntries(entries.filter(([name]) => factNames.has(name))), ...resolved };
  const facts = Object.entries(stated).filter(([, value]) => value !== undefined);
  const details = entries.filter(([name]) => !factNames.has(name));
  return {
    // `commandSpecs` holds each schema's output, with what is looked up, to the facts of its type.
    facts: { type, ...Object.fromEntries(facts) } as unknown as StepFacts,
    ...(occurredAt === undefined ? {} : { occurredAt }),
    ...(amendment === undefined ? {} : { amendment }),
    ...(details.length === 0 ? {} : { sealed: seal(Object.fromEntries(details)) }),
  };
}
