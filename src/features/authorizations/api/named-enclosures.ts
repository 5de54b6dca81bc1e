import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import type { Enclosure, RequestDocument } from '../../../engine/policy/request-documents.ts';
import type { RecordedStep } from '../../../engine/record/steps/index.ts';
import type { Resolve, Submitted } from '../../../kit/http/command-spec.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { refuse } from '../../../kit/http/reply.ts';
import { struckState } from '../../../engine/documents/strike.ts';
import type { AttachmentKind } from '../../attachments/attachment.ts';
import type { Enclosables } from '../postgres/enclosable.ts';

/** As a body names it; `hash` as its author saw it, left out where they take it as it stands. */
type Named = { document: RequestDocument; id: string; hash?: string };
type Fault = { code: 'enclosure-unknown' | 'enclosure-changed'; detail: string };
type Found = Enclosure | Fault;

/**
 * What a request encloses is in the client's own record, as it stands now: looked up at the door, so that nobody sends the payer
 * what is not there, is somebody else's, or has been struck out. Requests that were made before name kinds alone.
 */
export const namedEnclosures: Resolve = {
  problems: ['enclosure-unknown', 'enclosure-changed'],
  async look(submitted, context) {
    const { body, pointer } = submitted;
    const named = body['enclosed'] as Named[];
    if (named.length === 0) return { enclosed: [], documents: [] };
    const record = await recordOf(submitted, context, named);
    const enclosed: Enclosure[] = [];
    for (const [place, one] of named.entries()) {
      const found = foundIn(record, one);
      if ('code' in found) {
        const { code, detail } = found;
        return refuse(code, { errors: [{ pointer: `${pointer}/enclosed/${place}`, detail }] });
      }
      enclosed.push(found);
    }
    return { enclosed, documents: [...new Set(enclosed.map(({ document }) => document))] };
  },
};

/** As it stands; `counted`: the steps that do, in the order in which they happened. */
type ClientRecord = Enclosables & { counted: readonly RecordedStep[] };

async function recordOf(
  { caller, enrollmentId }: Submitted,
  { reads, clock }: RouteContext,
  named: readonly Named[],
): Promise<ClientRecord> {
  const ids = named.map(({ id }) => id);
  const found = await reads.enclosables(caller.agencyId, enrollmentId, ids);
  const now = Math.max(clock.now(), ...found.steps.map(({ at }) => at));
  return { ...found, counted: effectiveSteps(found.steps, now) };
}

function foundIn(record: ClientRecord, named: Named): Found {
  const { document } = named;
  switch (document) {
    case 'sccp':
      return planIn(record, named);
    case 'placement-criteria':
      return fileIn(record, named, 'placement-criteria');
    case 'acuity-index':
    case 'acuity-documentation':
      // A paper form comes as a file of its own kind: its answers are in no step.
      return isStep(record, named) ? scoringIn(record, named) : fileIn(record, named, 'acuity-scoring');
    case 'rst-meeting':
      return (
        newestIn(record, named, 'holdRstMeeting') ?? unknown(`${document}: names no meeting of the team`)
      );
    // What was found with the tool comes as a file, until the tool is an instrument of the record.
    case 'rss-tool':
    case 'other':
      return fileIn(record, named, null);
  }
}

function planIn({ plans }: ClientRecord, { document, id, hash }: Named): Found {
  const plan = plans.find((one) => one.id === id);
  if (!plan) return unknown(`${document}: names no plan of this client`);
  if (plan.state === struckState) return changed(`${document}: was struck out`);
  if (plan.state !== 'complete') return unknown(`${document}: is not complete`);
  if (hash !== undefined && hash !== plan.hash) return changed(`${document}: has changed since`);
  return { document, id, revision: plan.revision, hash: plan.hash };
}

function fileIn({ files }: ClientRecord, { document, id, hash }: Named, kind: AttachmentKind | null): Found {
  const file = files.find((one) => one.id === id);
  if (!file?.sha256) return unknown(`${document}: names no file of this client`);
  if (kind !== null && file.what !== kind) return unknown(`${document}: names a file of another kind`);
  if (file.struck) return changed(`${document}: was struck out`);
  if (file.scan === 'waiting') return unknown(`${document}: has not been scanned yet`);
  if (file.scan === 'found') return unknown(`${document}: is infected`);
  const { sha256 } = file;
  return hash === undefined || hash === sha256
    ? { document, id, hash: sha256 }
    : changed(`${document}: has changed since`);
}

const isStep = ({ steps }: ClientRecord, { id }: Named) => steps.some((step) => step.id === id);

/** AC-2: the scoring with its answers, which a bare score has not. */
function scoringIn(record: ClientRecord, named: Named): Found {
  const { document } = named;
  const found = newestIn(record, named, 'scoreAcuity') ?? unknown(`${document}: names no Acuity Index`);
  if ('code' in found) return found;
  const step = record.counted.find(({ id }) => id === named.id);
  if (step?.facts.type === 'scoreAcuity' && step.facts.instrument) return found;
  return unknown(`${document}: has no answers: enclose the form itself, as a file`);
}

/** The newest of its kind: what came after it says more. Null where it is of another kind. */
function newestIn(
  { steps, counted }: ClientRecord,
  { document, id }: Named,
  type: 'scoreAcuity' | 'holdRstMeeting',
): Found | null {
  const named = steps.find((step) => step.id === id);
  if (named?.facts.type !== type) return null;
  if (!counted.some((step) => step.id === id)) return changed(`${document}: was voided`);
  const newest = counted.findLast(({ facts }) => facts.type === type);
  return newest?.id === id ? { document, id } : changed(`${document}: is not the newest any more`);
}

const unknown = (detail: string): Fault => ({ code: 'enclosure-unknown', detail });
const changed = (detail: string): Fault => ({ code: 'enclosure-changed', detail });
