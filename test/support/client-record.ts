import { sampleMeeting, samplePlan, signedOnPaper } from '../../prisma/seed/index.ts';
import { itemsOf } from '../../src/engine/policy/acuity-form.ts';
import { agencyAcuityIndex } from '../../src/features/acuity/instruments/agency-default.ts';
import { contentHash } from '../../src/kit/content-hash.ts';
import type { ApiRig } from './api-rig.ts';
import { filesOfKinds } from './files-of-kinds.ts';

/** What a release to the payer lets it be told. */
export const toldPayer = (expiresOn: string) => ({
  ...{ recipientKind: 'payer', recipientName: 'The payer', purpose: 'authorization', expiresOn },
  content: ['identity', 'services', 'plan', 'assessment', 'progress'],
});

const pdf = filesOfKinds['application/pdf'] ?? Buffer.alloc(0);

/** What requests to the payer enclose, put into a client's record by their coordinator; each answers the id. */
export function clientRecord(rig: ApiRig) {
  const path = (of: string, below: string) => `/enrollments/${of}/${below}`;

  async function step(of: string, type: string, body: object): Promise<string> {
    const reply = await rig.command('coordinator', of, type, body).expect(200);
    return (reply.body as { steps: { stepId: string }[] }).steps[0]?.stepId ?? '';
  }

  return {
    path,
    step,
    async plan(of: string, isComplete = true): Promise<string> {
      const plans = path(of, 'plans');
      const begun = await rig.post('coordinator', plans, samplePlan('preliminary', '2037-03-02')).expect(201);
      const { documentId } = begun.body as { documentId: string };
      if (isComplete) await rig.post('coordinator', `${plans}/${documentId}/acts/complete`, {}).expect(200);
      return documentId;
    },
    async file(of: string, what: string): Promise<string> {
      const files = path(of, 'attachments');
      const body = { what, fileName: 'scan.pdf', bytes: pdf.length };
      const begun = await rig.post('coordinator', files, body).expect(201);
      const { attachmentId } = begun.body as { attachmentId: string };
      const octets = { 'Content-Type': 'application/octet-stream' };
      await rig.post('coordinator', `${files}/${attachmentId}/parts/0`, pdf, octets).expect(200);
      return attachmentId;
    },
    scoring: (of: string, points = 1) =>
      step(of, 'scoreAcuity', {
        instrument: contentHash(agencyAcuityIndex),
        answers: Object.fromEntries(itemsOf(agencyAcuityIndex).map(({ id }) => [id, points])),
      }),
    meeting: (of: string) => step(of, 'holdRstMeeting', { ...sampleMeeting(of), amendment: true }),
    /** The client lets the payer be told what goes with requests. */
    letPayer: (of: string) =>
      step(of, 'grantRelease', {
        ...toldPayer('2037-12-31'),
        ...signedOnPaper('2037-03-02'),
      }),
  };
}
