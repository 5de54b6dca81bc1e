import { enrollmentParams, type RouteContext } from '../../../kit/http/context.ts';
import { isRefusal, ok, refuse } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { transmittalProblems } from '../../referrals/api/transmittal.ts';
import { isIn } from '../papers.ts';
import { spanish } from '../spanish.ts';
import { english } from '../words.ts';
import { accountingPapers } from './accounting-paper.ts';
import { caseReviewPaperRoute } from './case-review-route.ts';
import { asItCame } from './carried-on-paper.ts';
import { clientFile, makerOf, type PaperMaker } from './client-file.ts';
import { dischargePapers } from './discharge-papers.ts';
import { filePapers } from './file-papers.ts';
import { handOutRoute } from './hand-out-route.ts';
import { handedOutCopy } from './handed-out-copy.ts';
import { planPapers } from './plan-papers.ts';
import { print } from './printing.ts';
import { printingsRoute } from './printings-route.ts';
import { releasePapers } from './release-papers.ts';
import { referralPapers } from './referral-papers.ts';
import { requestPapers } from './request-papers.ts';
import { paperList, paperName, paperQuery, printedPaper } from './schemas.ts';

const tag = 'Papers';
// What people wrote is on all of them.
const operation = 'details:read';

const makers: readonly PaperMaker[] = [
  planPapers,
  referralPapers,
  releasePapers,
  requestPapers,
  dischargePapers,
  accountingPapers,
  filePapers,
];

/** What the record has, on paper: for whoever may read what it is made of, and nobody else. */
export function paperRoutes(context: RouteContext): Route[] {
  return [
    route({
      id: 'listPapers',
      method: 'get',
      path: '/enrollments/{id}/papers',
      tag,
      summary: 'Which papers the record gives, and who printed each last',
      operation,
      params: enrollmentParams,
      replies: { 200: { description: 'Kind by kind, the newest first', schema: paperList } },
      problems: ['not-found'],
      async handle({ caller, params: { id = '' } }) {
        const file = await clientFile(context, caller, id);
        if (!file) return refuse('not-found');
        const [printed, ...lists] = await Promise.all([
          context.papers.lastPrinted(caller.agencyId, id),
          ...makers.map((maker) => maker.list(file)),
        ]);
        const items = lists.flat().map((item) => {
          const last = printed.find(({ paper, of }) => paper === item.paper && of === item.of);
          return { ...item, printed: last ? { at: last.at, by: last.by, format: last.format } : null };
        });
        return ok({ items });
      },
    }),

    route({
      id: 'printPaper',
      method: 'get',
      path: '/enrollments/{id}/papers/{paper}',
      tag,
      summary:
        'A paper from the record, as PDF or as a page: plan, Safety/Crisis Plan, referral form (RF-2), release (RF-3), request packet (AU-2), discharge, the whole client file (DO-3)',
      operation,
      params: { ...enrollmentParams, paper: paperName },
      query: paperQuery,
      replies: { 200: printedPaper },
      problems: [...transmittalProblems, 'nothing-to-print', 'paper-in-english'],
      async handle({ caller, params: { id = '', paper: asked = '' }, query }) {
        const { format, of, handedOut, language } = query;
        const one = makerOf(makers, asked);
        const words = language === 'es' ? spanish : english;
        const file = one && (await clientFile(context, caller, id, words));
        if (!one || !file) return refuse('not-found');
        if (!isIn(language, one.name)) return refuse('paper-in-english');
        const plain = await one.maker.make(file, one.name, of);
        if (isRefusal(plain)) return plain;
        const made = await asItCame(file, one.name, plain);
        const { paper, tells: _, ...from } = made;
        const printing = { ...from, paper: one.name, format, enrollmentId: id, aboutStaffId: null };
        const copy = handedOut === undefined ? paper : await handedOutCopy(file, made, one.name, handedOut);
        return isRefusal(copy) ? copy : print(context, caller, copy, printing, words);
      },
    }),
    handOutRoute(context, makers),
    caseReviewPaperRoute(context),
    printingsRoute(context),
  ];
}
