import { formatLocal } from '../../../engine/calendar/index.ts';
import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import type { ToldRole } from '../../../engine/record/steps/disclosures.ts';
import { scopeOf } from '../../../kit/http/context.ts';
import { refuse, type Refusal } from '../../../kit/http/reply.ts';
import type { Paper } from '../../../engine/documents/paper.ts';
import { namesOfRecipients } from '../../disclosures/api/recipients.ts';
import { laws } from '../../disclosures/laws.ts';
import type { AccountedRow } from '../../disclosures/postgres/ports.ts';
import { lastDayOf, releaseRegister } from '../../releases/state.ts';
import { asHandedOut } from '../handed-out.ts';
import type { PaperTexts } from '../words.ts';
import type { ClientFile, Made } from './client-file.ts';

/** The copy of a paper that was handed out, with its notice: of what the accounting has, and of nothing else. */
export async function handedOutCopy(
  file: ClientFile,
  { paper, of }: Made,
  name: string,
  disclosureId: string,
): Promise<Paper | Refusal> {
  const { context, caller, enrollmentId } = file;
  const row = await context.disclosures.one(caller.agencyId, enrollmentId, disclosureId);
  if (!row || !row.items.some((item) => item.what === name && item.id === of)) return refuse('not-found');
  return asItLeft(file, paper, row);
}

/** A paper that leaves: to whom, what for and by what it is allowed stand on it, with the notice of 42 CFR 2.32. */
export async function asItLeft(file: ClientFile, paper: Paper, row: AccountedRow): Promise<Paper> {
  const { context, caller, enrollmentId, policy, texts } = file;
  const names = await namesOfRecipients(context, { agencyId: caller.agencyId, enrollmentId }, [row.to]);
  const { contents, purposes } = texts.disclosure;
  const read = await context.reads.steps(scopeOf(caller), enrollmentId, { details: false });
  const register = releaseRegister(effectiveSteps(read?.steps ?? [], file.now), policy.calendar);
  return asHandedOut(texts, paper, {
    way: row.way === 'request-read' ? row.way : 'handed-out',
    ...{
      to: calledOf(texts, row, names),
      purpose: row.purpose === null ? texts.accounting.unsaid : purposes[row.purpose],
      by: row.by.name ?? '',
    },
    content: row.content.map((one) => contents[one]),
    at: texts.day(formatLocal(policy.calendar, row.at)),
    allowedBy:
      row.law === null
        ? { type: 'release', until: texts.day(lastDayOf(register, row.release) ?? '') }
        : { type: 'law', citation: laws[row.law].citation },
  });
}

/** Who was told, as papers call them. */
export function calledOf(
  { disclosure: words }: PaperTexts,
  { to, words: written }: Pick<AccountedRow, 'to' | 'words'>,
  names: ReadonlyMap<string, string>,
): string {
  const name = written?.['recipientName'] ?? (to.id === null ? undefined : names.get(to.id));
  const role = to.kind === 'role' ? words.roles[to.id as ToldRole] : words.recipients[to.kind];
  return name === undefined ? role : to.kind === 'role' ? `${name} (${role})` : name;
}
