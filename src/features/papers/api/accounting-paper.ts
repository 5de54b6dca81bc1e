import { formatLocal } from '../../../engine/calendar/index.ts';
import { namesOfRecipients } from '../../disclosures/api/recipients.ts';
import { laws } from '../../disclosures/laws.ts';
import type { DisclosedItem } from '../../disclosures/disclosure.ts';
import type { AccountedRow } from '../../disclosures/postgres/ports.ts';
import { refuse } from '../../../kit/http/reply.ts';
import { accountingPaper } from '../accounting.ts';
import { shortOf } from '../papers.ts';
import type { PaperTexts } from '../words.ts';
import type { ClientFile, PaperMaker } from './client-file.ts';
import { calledOf } from './handed-out-copy.ts';

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
    const { context, caller, enrollmentId, policy, client, texts } = file;
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
      things: row.items.flatMap((item) => thingCalled(texts, item)),
      purpose: row.purpose === null ? texts.accounting.unsaid : purposes[row.purpose],
      why: whyOf(texts, row),
    }));
    return {
      ...{ paper: accountingPaper(texts, { client, lines }), of: enrollmentId },
      ...{ revision: null, hash: null },
    };
  },
};

/** What papers, enclosures and copies that went to another agency are called. */
const namesOfThings = (texts: PaperTexts): Partial<Record<string, string>> => ({
  ...texts.request.documents,
  ...texts.accounting.copies,
  'care-plan': texts.plan.title,
  'safety-plan': texts.safety.title,
  'transition-plan': texts.transition.title,
  'referral-form': texts.referral.title,
  'discharge-summary': texts.discharge.title,
});

/** A document or file that left, in which version; what is the way itself, a request or a referral, has no other name. */
function thingCalled(texts: PaperTexts, { what, revision, hash }: DisclosedItem): string[] {
  const { request } = texts;
  const name = namesOfThings(texts)[what];
  if (name === undefined) return [];
  return [
    [
      name,
      ...(revision === undefined ? [] : [request.revision(revision)]),
      ...(hash === undefined ? [] : [request.fingerprint(shortOf(hash))]),
    ].join(', '),
  ];
}

/** The newest first; what was entered in error never left. */
async function leftOf({ context, caller, enrollmentId }: ClientFile): Promise<AccountedRow[]> {
  const rows = await context.disclosures.accounting(caller.agencyId, enrollmentId);
  return rows.filter(({ inError }) => !inError);
}

function whyOf({ accounting }: PaperTexts, { release, law }: AccountedRow): string {
  if (release !== null) return accounting.release;
  return law === null ? accounting.nothing : laws[law].citation;
}
