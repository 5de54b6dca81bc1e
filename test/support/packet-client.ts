import { createHash } from 'node:crypto';
import { payerConsent, sampleMeeting, samplePlan, signedOnPaper } from '../../prisma/seed/index.ts';
import { sampleRoster } from '../../prisma/seed/rosters.ts';
import type { RequestDocument } from '../../src/engine/policy/request-documents.ts';
import type { ReleasableContent } from '../../src/engine/record/steps/releases.ts';
import type { DisclosureWay } from '../../src/features/disclosures/disclosure.ts';
import { english } from '../../src/features/papers/words.ts';
import type { emptySystem } from './console-visit.ts';
import type { PacketFile } from './packet-files.ts';
import { agencyDay } from './agency-days.ts';

type System = Awaited<ReturnType<typeof emptySystem>>;
type Login = Parameters<System['post']>[0];

/** One line of the accounting as a test knows it from what it had done itself, in the words of the paper; `things`: of the record, with them. */
export type Left = {
  way: DisclosureWay;
  to: string;
  what: string;
  purpose: string;
  why: string;
  by: string;
  things: string[];
};

const [theCoordinator, thePayer] = ['Theo Marchetti', 'Noor Bassett'];
const { contents, purposes } = english.disclosure;
const inWords = (content: readonly ReleasableContent[]) => content.map((one) => contents[one]).join(', ');

/** What papers of a request tell beside that somebody is a client who is served, in the order of the enclosures. */
const tells: Partial<Record<RequestDocument, ReleasableContent>> = {
  sccp: 'plan',
  'placement-criteria': 'assessment',
  'acuity-index': 'assessment',
  'rst-meeting': 'progress',
};

export type PacketClient = Awaited<ReturnType<typeof packetClient>>;

/** A client of the real system with a plan, that file and a consent, and what was let go about them in the order in which it was. */
export async function packetClient(system: System, number: number, file: PacketFile) {
  const key = `packet-${number}`;
  const { body } = await system.refer(key);
  const id = String(body['enrollmentId']);
  const path = `/enrollments/${id}`;
  const left: Left[] = [];

  async function sent(
    login: Login,
    below: string,
    more: object,
    headers = {},
  ): Promise<Record<string, unknown>> {
    const { status, body: answer } = await system.post(login, `${path}/${below}`, more, undefined, headers);
    if (status >= 300) throw new Error(`client ${number}, ${below}: ${status} ${JSON.stringify(answer)}`);
    return answer;
  }
  async function step(login: Login, type: string, more: object): Promise<string> {
    const answer = await sent(login, `commands/${type}`, more);
    return (answer['steps'] as { stepId: string }[])[0]?.stepId ?? '';
  }
  async function write(): Promise<string> {
    const { documentId } = await sent('coordinator', 'plans', samplePlan('preliminary', agencyDay(-1)));
    await sent('coordinator', `plans/${String(documentId)}/acts/complete`, {});
    return String(documentId);
  }
  async function attach(what: string, { fileName, bytes }: PacketFile): Promise<string> {
    const begun = await sent('coordinator', 'attachments', { what, fileName, bytes: bytes.length });
    const { attachmentId } = begun as { attachmentId: string };
    const part = `/api/v1${path}/attachments/${attachmentId}/parts/0`;
    const { status, body: answer } = await system.ask('coordinator', 'POST', part, {
      headers: { 'content-type': 'application/octet-stream' },
      body: new Uint8Array(bytes),
    });
    if (status !== 200) throw new Error(`client ${number}: ${JSON.stringify(answer)}`);
    return attachmentId;
  }

  await step('supervisor', 'assignCoordinator', { coordinatorId: system.agency.staffIds.coordinator });
  const release = await step('coordinator', 'grantRelease', {
    ...{ ...payerConsent(agencyDay(180)), recipientName: 'The payer', ...signedOnPaper(agencyDay(-1)) },
  });
  const ids: Partial<Record<RequestDocument, string>> = {
    sccp: await write(),
    'placement-criteria': await attach('placement-criteria', file),
  };
  const { body: plan } = await system.get('coordinator', `${path}/plans/${ids.sccp}`);
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  const prints: Partial<Record<RequestDocument, string[]>> = {
    sccp: [`revision ${String(plan['revision'])}`, `fingerprint ${String(plan['hash']).slice(0, 16)}`],
    'placement-criteria': [`fingerprint ${sha256.slice(0, 16)}`],
  };
  const kinds = () => Object.keys(ids) as RequestDocument[];
  /** As it was when it was written: what was written or attached has the fingerprint of that, a step has none. */
  const called = (paper: RequestDocument) =>
    [english.request.documents[paper], ...(prints[paper] ?? [])].join(', ');

  return {
    ...{ id, path, reference: `C-${key}`, file, ids, left, release, sent, step, write },
    /** To the payer, under the consent: all that is enclosed now, or some of it. */
    toPayer(way: 'request' | 'request-read', papers: readonly RequestDocument[] = kinds()): void {
      const content = new Set<ReleasableContent>(['identity', 'services']);
      for (const paper of papers) content.add(tells[paper] ?? 'progress');
      left.push({
        ...{ way, to: english.disclosure.recipients.payer, what: inWords([...content]) },
        ...{ purpose: purposes['treatment-payment-operations'], why: english.accounting.release },
        ...{ by: way === 'request' ? theCoordinator : thePayer, things: papers.map(called) },
      });
    },
    /** Asks the payer, or asks again, with all that is enclosed now. */
    async asks(type: string, more: object): Promise<string> {
      const enclosed = Object.entries(ids).map(([document, of]) => ({ document, id: of }));
      const about = await step('coordinator', type, { ...more, enclosed });
      this.toPayer('request');
      return about;
    },
    /** The notes of a meeting of the team go with what is sent from now on. */
    async meets(): Promise<void> {
      await sent('coordinator', 'roster/acts/change', sampleRoster(id), { 'if-match': '"0"' });
      const meeting = { ...sampleMeeting(id), amendment: true };
      ids['rst-meeting'] = await step('coordinator', 'holdRstMeeting', meeting);
    },
    /** Something is told in a contact that nothing allowed. */
    async toldLandlord(): Promise<void> {
      const content: ReleasableContent[] = ['progress'];
      const told = { recipientKind: 'role', recipient: 'landlord', content, ground: 'none' };
      const contact = { with: 'client', mode: 'phone', outcome: 'reached', disclosed: [told] };
      await step('coordinator', 'logContact', contact);
      left.push({
        ...{ way: 'spoken', to: english.disclosure.roles.landlord, what: inWords(['identity', ...content]) },
        ...{
          purpose: english.accounting.unsaid,
          why: english.accounting.nothing,
          by: theCoordinator,
          things: [],
        },
      });
    },
    /** The plan is given to a ward in an emergency. */
    async planToWard(): Promise<void> {
      await sent('coordinator', 'papers/care-plan/hand-outs', {
        ...{ to: { kind: 'role', id: 'physician-or-hospital' }, purpose: 'care-coordination' },
        allowedBy: { ground: 'law', law: 'medical-emergency', note: 'Asked by the ward at night.' },
      });
      left.push({
        ...{ way: 'handed-out', to: english.disclosure.roles['physician-or-hospital'] },
        ...{ what: inWords(['identity', 'plan']), purpose: purposes['care-coordination'] },
        ...{ why: '42 CFR 2.51', by: theCoordinator, things: [called('sccp')] },
      });
    },
  };
}
