import { Readable } from 'node:stream';
import type { z } from 'zod';
import { BrokenExport, type FileProblem } from '../../../hmis/broken-export.ts';
import type { HmisExport, Source } from '../../../hmis/export.ts';
import type { Plan } from '../../../hmis/import/plan.ts';
import { UnknownLevels } from '../../../hmis/import/start.ts';
import { readFiles } from '../../../hmis/read-export.ts';
import { sourceOf, type SourceTrouble } from '../../../hmis/source.ts';
import { inForce } from '../../../engine/policy/code-lists.ts';
import { codeListsOf } from '../../code-lists/api/lists.ts';
import { agencyPolicy, dateAt } from '../../../kit/http/documents/agency-policy.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { type Refusal, refuse } from '../../../kit/http/reply.ts';
import type { Caller } from '../../../kit/reads.ts';
import type { askedAbout } from '../terms.ts';
import type { exportBody } from './schemas.ts';

type Body = z.output<typeof exportBody>;

/** What somebody has to say before anything can be started. */
export type Ask = {
  about: (typeof askedAbout)[number];
  why: SourceTrouble['code'] | 'unknown';
  choices: readonly string[];
};

export type ReadExport =
  | { as: 'broken'; stops: readonly FileProblem[] }
  | { as: 'asks'; ask: Ask; from: Source }
  | { as: 'ready'; asked: Parameters<RouteContext['imports']['plan']>[0]; plan: Plan; found: HmisExport };

const megabyte = 1_000_000;
/** Of the files themselves. */
const largest = 50 * megabyte;
/** Of the body: base64 makes four of three. */
export const largestBody = 68 * megabyte;

/** Reads an export as somebody sent it, and says what would become of it. Nothing is written. */
export async function readSent(
  context: RouteContext,
  { caller, body }: { caller: Caller; body: Body },
): Promise<ReadExport | Refusal> {
  const { agencyId } = caller;
  const files = body.files.map(({ file, content }) => [file, Buffer.from(content, 'base64')] as const);
  if (files.reduce((sum, [, bytes]) => sum + bytes.length, 0) > largest) return refuse('export-too-large');
  const [policy, lists, known] = await Promise.all([
    agencyPolicy(context, agencyId),
    codeListsOf(context, caller),
    context.imports.sources(agencyId),
  ]);
  const today = dateAt(policy, context.clock.now());
  try {
    const found = await readFiles(
      new Map(files.map(([file, bytes]) => [file, () => Readable.from(inParts(bytes))])),
      today,
    );
    const of = sourceOf(found.source, known, body.source);
    if ('code' in of) return { as: 'asks', ask: askOf(of), from: found.source };
    const needs = inForce(lists, 'needs');
    const asked = { agencyId, source: of.source, found, today, level: body.level, policy, needs };
    try {
      return { as: 'ready', asked, found, plan: await context.imports.plan(asked) };
    } catch (error) {
      if (!(error instanceof UnknownLevels)) throw error;
      if (body.level !== undefined) return refuse('unknown-level');
      return {
        as: 'asks',
        ask: { about: 'level', why: 'unknown', choices: error.known },
        from: found.source,
      };
    }
  } catch (error) {
    if (error instanceof BrokenExport) return { as: 'broken', stops: error.problems };
    throw error;
  }
}

function askOf(trouble: SourceTrouble): Ask {
  switch (trouble.code) {
    case 'unnamed':
      return { about: 'source', why: trouble.code, choices: [] };
    case 'described-otherwise':
      return { about: 'source', why: trouble.code, choices: [trouble.source] };
    case 'of-several':
      return { about: 'source', why: trouble.code, choices: trouble.sources };
  }
}

const part = 64 * 1024;

/** So that other requests have their turn in between. */
function* inParts(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += part) yield bytes.subarray(from, from + part);
}
