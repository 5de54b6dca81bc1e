import { effectiveSteps } from '../../engine/obligations/fold.ts';
import { struckState } from '../../engine/documents/strike.ts';
import type { Instant } from '../../engine/calendar/index.ts';
import type { Enclosure, RequestDocument } from '../../engine/policy/request-documents.ts';
import type { RecordedStep } from '../../engine/record/steps/index.ts';
import type { AttachmentKind } from '../attachments/attachment.ts';

/** As somebody names it; `hash` as they saw it, left out where they take it as it stands. */
export type Named = { document: RequestDocument; id: string; hash?: string };

/** What of a client's record a request may enclose. */
export type Enclosables = {
  plans: { id: string; state: string; revision: number; hash: string }[];
  files: { id: string; what: string; sha256: string | null; scan: string | null; struck: boolean }[];
  /** Scorings, meetings of the team and what voids steps, in the order of entry. */
  steps: RecordedStep[];
};

/** `field`: which of those that are named. */
export type EnclosureRefusal = Fault & { field: string };

type Fault = { code: 'enclosure-unknown' | 'enclosure-changed'; detail: string };
type Found = Enclosure | Fault;

/** As it stands; `counted`: the steps that do, in the order in which they happened. */
type ClientRecord = Enclosables & { counted: readonly RecordedStep[] };

/** What is enclosed, as it stands in the client's own record; the first that is not there is refused by its place (AC-2). */
export function enclosedFrom(
  record: Enclosables,
  named: readonly Named[],
  at: Instant,
): { enclosed: Enclosure[]; documents: RequestDocument[] } | EnclosureRefusal {
  const now = Math.max(at, ...record.steps.map((step) => step.at));
  const known = { ...record, counted: effectiveSteps(record.steps, now) };
  const enclosed: Enclosure[] = [];
  for (const [place, one] of named.entries()) {
    const found = foundIn(known, one);
    if ('code' in found) return { ...found, field: `enclosed.${place}` };
    enclosed.push(found);
  }
  return { enclosed, documents: [...new Set(enclosed.map(({ document }) => document))] };
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
