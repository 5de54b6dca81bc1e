import { formatLocal } from '../../../engine/calendar/index.ts';
import type { Paper } from '../../../engine/documents/paper.ts';
import { agencyPolicy } from '../../../kit/http/documents/agency-policy.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { ofType, ok, type Reply } from '../../../kit/http/reply.ts';
import type { Caller } from '../../../kit/reads.ts';
import { htmlOf, paperPolicy } from '../../../kit/print/html.ts';
import { pdfOf } from '../../../kit/print/pdf.ts';
import type { PaperPrint } from '../postgres/ports.ts';
import { english } from '../words.ts';

/** In which language papers are printed: the one place where another is chosen. */
export const texts = english;

type Printing = Omit<PaperPrint, 'caller' | 'at'>;

/** Puts a paper under the agency's letterhead, and that it was printed on record before anybody has it. */
export async function print(
  context: RouteContext,
  caller: Caller,
  paper: Paper,
  printing: Printing,
): Promise<Reply<200, string | Buffer>> {
  const { reads, papers, clock } = context;
  const { agencyId, staffId } = caller;
  const at = clock.now();
  const [agency, member, { calendar }] = await Promise.all([
    reads.agencyName(agencyId),
    reads.staffMember(agencyId, staffId),
    agencyPolicy(context, agencyId),
  ]);
  const frame = {
    ...{ agency, printedBy: member?.name ?? '', words: texts.frame },
    printedAt: texts.day(formatLocal(calendar, at)),
  };
  const made = printing.format === 'html' ? htmlOf(paper, frame) : await pdfOf(paper, frame, at);
  await papers.keepPrinted({ ...printing, caller, at } as PaperPrint);
  // Nothing protected is in the name: it stays in lists of files.
  const name = `inline; filename="${printing.paper}.${printing.format}"`;
  if (typeof made !== 'string')
    return ok(made, { 'Content-Type': 'application/pdf', 'Content-Disposition': name });
  const headers = { 'Content-Disposition': name, 'Content-Security-Policy': paperPolicy };
  return ofType('text/html', made, headers);
}
