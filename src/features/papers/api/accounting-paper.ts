import { formatLocal } from '../../../engine/calendar/index.ts';
import { namesOfRecipients } from '../../disclosures/api/recipients.ts';
import { laws } from '../../disclosures/laws.ts';
import type { AccountedRow } from '../../disclosures/postgres/ports.ts';
import { refuse } from '../../../kit/http/reply.ts';
import { accountingPaper } from '../accounting.ts';
import type { ClientFile, PaperMaker } from './client-file.ts';
import { calledOf } from './handed-out-copy.ts';
import { texts } from './printing.ts';

/** What has left the agency about a client, for the client; one a client, named by the enrollment. */
export const accountingPapers: PaperMaker = {
  names: ['accounting-of-disclosures'],
  async list(file) {
    const [newest] = await leftOf(file);
    if (!newest) return [];
    const { enrollmentId: of, enrollment } = file;
    const state = enrollment.endedAt === null ? 'open' : 'ended';
    return [{ paper: 'accounting-of-disclosures' as const, of, state, writtenAt: newest.recordedAt }];
  },
  async make(file, _, of) {
    const { context, caller, enrollmentId, policy, client } = file;
    const rows = await leftOf(file);
    if (rows.length === 0 || (of !== undefined && of !== enrollmentId)) return refuse('nothing-to-print');
    const place = { agencyId: caller.agencyId, enrollmentId };
    const names = await namesOfRecipients(
      context,
      place,
      rows.map(({ to }) => to),
    );
    const { contents, purposes, ways } = texts.disclosure;
    const lines = rows.map((row) => ({
      at: texts.day(formatLocal(policy.calendar, row.at)),
      by: row.by.name ?? '',
      to: calledOf(texts, row, names),
      what: `${ways[row.way]}: ${row.content.map((one) => contents[one]).join(', ')}`,
      purpose: purposes[row.purpose],
      why: whyOf(row),
    }));
    return {
      ...{ paper: accountingPaper(texts, { client, lines }), of: enrollmentId },
      ...{ revision: null, hash: null },
    };
  },
};

/** The newest first; what was entered in error never left. */
async function leftOf({ context, caller, enrollmentId }: ClientFile): Promise<AccountedRow[]> {
  const rows = await context.disclosures.accounting(caller.agencyId, enrollmentId);
  return rows.filter(({ inError }) => !inError);
}

function whyOf({ release, law }: AccountedRow): string {
  if (release !== null) return texts.accounting.release;
  return law === null ? texts.accounting.nothing : laws[law].citation;
}
