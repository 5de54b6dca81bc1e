import type { Enclosure, RequestDocument } from '../../src/engine/policy/request-documents.ts';
import type { AttachmentKind } from '../../src/features/attachments/attachment.ts';
import { samplePlan } from './plans.ts';
import { payerConsent, signedOnPaper } from './releases.ts';

/** Asks the API, or sends it something: the answer's body. */
export type Ask = (path: string, body?: object | Buffer) => Promise<unknown>;

/** The least that readers take for a PDF. */
const pdf = Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n');

const kindOfFile: Partial<Record<RequestDocument, AttachmentKind>> = {
  'placement-criteria': 'placement-criteria',
  'acuity-index': 'acuity-scoring',
  'acuity-documentation': 'acuity-scoring',
  'rss-tool': 'assessment',
  other: 'other',
};

/**
 * What a request encloses, from a client's record: what is not there yet is written, signed on that day (`YYYY-MM-DD`), or attached
 * first. Meetings of the team are not made up. The client lets the payer be told of it, at `at` where that is not now.
 */
export async function enclosuresFor(
  ask: Ask,
  enrollmentId: string,
  documents: readonly RequestDocument[],
  on: string,
  at?: string,
): Promise<Enclosure[]> {
  await consented(ask, enrollmentId, on, at);
  const enclosed: Enclosure[] = [];
  for (const document of documents) {
    const kind = kindOfFile[document];
    const id = kind
      ? await attached(ask, enrollmentId, kind)
      : document === 'sccp'
        ? await completePlan(ask, enrollmentId, on)
        : null;
    if (id === null) throw new Error(`nothing of the kind ${document} is written for a request`);
    enclosed.push({ document, id });
  }
  return enclosed;
}

async function consented(ask: Ask, enrollmentId: string, on: string, at?: string): Promise<void> {
  const until = new Date(Date.parse(on) + 300 * 86_400_000).toISOString().slice(0, 10);
  const { items } = (await ask(`/enrollments/${enrollmentId}/releases`)) as {
    items: { recipientKind: string; inForce: boolean }[];
  };
  if (items.some(({ recipientKind, inForce }) => recipientKind === 'payer' && inForce)) return;
  await ask(`/enrollments/${enrollmentId}/commands/grantRelease`, {
    ...{ ...payerConsent(until), recipientName: 'The payer', ...signedOnPaper(on) },
    ...(at === undefined ? {} : { occurredAt: at }),
  });
}

async function completePlan(ask: Ask, enrollmentId: string, on: string): Promise<string> {
  const plans = `/enrollments/${enrollmentId}/plans`;
  const { items } = (await ask(plans)) as { items: { documentId: string; state: string }[] };
  const there = items.find(({ state }) => state === 'complete');
  if (there) return there.documentId;
  const { documentId } = (await ask(plans, samplePlan('preliminary', on))) as { documentId: string };
  await ask(`${plans}/${documentId}/acts/complete`, {});
  return documentId;
}

async function attached(ask: Ask, enrollmentId: string, what: AttachmentKind): Promise<string> {
  const files = `/enrollments/${enrollmentId}/attachments`;
  type File = { attachmentId: string; what: string; state: string };
  const { items } = (await ask(files)) as { items: File[] };
  const there = items.find((one) => one.what === what && one.state === 'kept');
  if (there) return there.attachmentId;
  const begun = await ask(files, { what, fileName: `${what}.pdf`, bytes: pdf.length });
  const { attachmentId } = begun as File;
  await ask(`${files}/${attachmentId}/parts/0`, pdf);
  return attachmentId;
}
