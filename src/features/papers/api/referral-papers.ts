import { isRefusal, refuse } from '../../../kit/http/reply.ts';
import { scopeOf } from '../../../kit/http/context.ts';
import { registersOf, transmittalFor } from '../../referrals/api/transmittal.ts';
import { lastDayOf } from '../../releases/state.ts';
import type { Referral } from '../../referrals/state.ts';
import { maySee, transmitted } from '../../referrals/transmittal.ts';
import { referralPaper } from '../referral-form.ts';
import type { ClientFile, PaperMaker } from './client-file.ts';

/** The form that goes to a provider, while what it tells may be told: no longer, it is in no list, and refused by its name. */
export const referralPapers: PaperMaker = {
  names: ['referral-form'],
  async list(file) {
    const { endedAt, inErrorAt } = file.enrollment;
    if (endedAt !== null || inErrorAt !== null) return [];
    const { sent, releases } = await sentOf(file);
    return sent
      .filter((one) => maySee(releases, one, file.now))
      .map(({ made, sent: { at }, state }) => ({
        ...{ paper: 'referral-form' as const, of: made.id, state, writtenAt: at },
      }));
  },
  async make(file, _, of) {
    const { context, caller, enrollmentId, texts } = file;
    const { sent, releases } = await sentOf(file);
    const about = of ?? sent[0]?.made.id;
    if (about === undefined) return refuse('nothing-to-print');
    const told = await transmittalFor(context, scopeOf(caller), { enrollmentId, about });
    if (isRefusal(told)) return told.problem === 'not-found' ? refuse('nothing-to-print') : told;
    const it = sent.find(({ made }) => made.id === about);
    const until = lastDayOf(releases, it?.sent.release) ?? '';
    return {
      ...{ paper: referralPaper(texts, told, until), of: about, revision: null, hash: null },
      ...(it ? { tells: transmitted(it.made.facts) } : {}),
    };
  },
};

type Sent = Referral & { sent: NonNullable<Referral['sent']> };

/** Newest first. */
async function sentOf({ context, caller, enrollmentId, now }: ClientFile) {
  const read = await context.reads.steps(scopeOf(caller), enrollmentId, { details: false });
  const { register, releases } = registersOf(read?.steps ?? [], now);
  const sent = register.referrals
    .filter((one): one is Sent => one.sent !== null && !['declined', 'withdrawn'].includes(one.state))
    .toReversed();
  return { sent, releases };
}
