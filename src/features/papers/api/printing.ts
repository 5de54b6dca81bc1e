import { formatLocal } from '../../../engine/calendar/index.ts';
import type { Paper } from '../../../engine/documents/paper.ts';
import { agencyPolicy } from '../../../kit/http/documents/agency-policy.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { ofType, ok, type Reply } from '../../../kit/http/reply.ts';
import type { Caller } from '../../../kit/reads.ts';
import { htmlOf, paperPolicy } from '../../../kit/print/html.ts';
import { pdfOf } from '../../../kit/print/pdf.ts';
import type { PaperFormat } from '../papers.ts';
import type { PaperPrint } from '../postgres/ports.ts';
import { english, type PaperTexts } from '../words.ts';

/** Of what is not a client's to take home. */
export const texts = english;

type Printing = Omit<PaperPrint, 'caller' | 'at'>;

/** Puts a paper under the agency's letterhead, and that it was printed on record before anybody has it. */
export async function print(
  context: RouteContext,
  caller: Caller,
  paper: Paper,
  printing: Printing,
  words: PaperTexts = texts,
): Promise<Reply<200, string | Buffer>> {
  const at = context.clock.now();
  const made = await framed(context, caller, { paper, format: printing.format, at, words });
  await context.papers.keepPrinted({ ...printing, caller, at } as PaperPrint);
  // Nothing protected is in the name: it stays in lists of files.
  return asFile(made, `${printing.paper}.${printing.format}`);
}

/** The paper with the agency's letterhead, and with who prints it when. */
export async function framed(
  context: RouteContext,
  { agencyId, staffId }: Caller,
  { paper, format, at, words = texts }: { paper: Paper; format: PaperFormat; at: number; words?: PaperTexts },
): Promise<string | Buffer> {
  const { reads } = context;
  const [{ name: agency, letterhead }, member, { calendar }] = await Promise.all([
    reads.letterhead(agencyId),
    reads.staffMember(agencyId, staffId),
    agencyPolicy(context, agencyId),
  ]);
  const frame = {
    ...{ agency, address: letterhead ?? undefined, printedBy: member?.name ?? '', words: words.frame },
    printedAt: words.day(formatLocal(calendar, at)),
  };
  return format === 'html' ? htmlOf(paper, frame) : pdfOf(paper, frame, at);
}

/** What a browser shows of it at once; or (`kept`) keeps as a file. */
export function asFile(
  made: string | Buffer,
  fileName: string,
  { kept = false }: { kept?: boolean } = {},
): Reply<200, string | Buffer> {
  const headers = { 'Content-Disposition': `${kept ? 'attachment' : 'inline'}; filename="${fileName}"` };
  if (typeof made !== 'string') return ok(made, { 'Content-Type': 'application/pdf', ...headers });
  return ofType('text/html', made, { ...headers, 'Content-Security-Policy': paperPolicy });
}
