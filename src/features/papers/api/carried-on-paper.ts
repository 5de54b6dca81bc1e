import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import { scopeOf } from '../../../kit/http/context.ts';
import { carriedUnder } from '../../transfer/api/carried-under.ts';
import { carriedOver } from '../../transfer/state.ts';
import { asCarried } from '../handed-out.ts';
import type { PaperName } from '../papers.ts';
import type { ClientFile, Made } from './client-file.ts';

/** Papers of all that an enrollment has, or of several things in it. */
const ofMany: ReadonlySet<PaperName> = new Set<PaperName>(['client-file', 'request-packet']);

/**
 * A paper as it is printed here: what came over with the client from another agency says so, under what consent, and that it
 * goes no further (42 CFR 2.32), whoever has written in it since. A card is the client's own, and stays one.
 */
export async function asItCame(file: ClientFile, name: PaperName, made: Made): Promise<Made> {
  const { context, caller, enrollmentId, now, texts } = file;
  if (made.paper.form === 'card') return made;
  const read = await context.reads.steps(scopeOf(caller), enrollmentId, { details: false });
  const { takenOver } = carriedOver(effectiveSteps(read?.steps ?? [], now));
  const carried = takenOver?.documents.some(({ document }) => document === made.of) === true;
  if (!takenOver || (!carried && !ofMany.has(name))) return made;
  const under = await carriedUnder(context, caller.agencyId, takenOver, now);
  return under ? { ...made, paper: asCarried(texts, made.paper, under) } : made;
}
