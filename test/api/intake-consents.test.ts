import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedOnPaper } from '../../prisma/seed/index.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig } from '../support/api-rig.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());

const form = (recipient: string) => ({
  ...{ recipient, purpose: 'Find a bed.', what: 'Name.', expires: 'with the stay', signedOn: '2037-03-01' },
});
/** As intake enters it; whatever else stands in it. */
const release = (enters: string, copy?: string) => ({
  ...{ recipientKind: 'person', recipientName: 'Her aunt', recipientAddress: '2 Vliet Street' },
  ...{ purpose: 'care-coordination', content: ['identity'], expiry: 'date', expiresOn: '2037-09-30' },
  ...{ ...signedOnPaper('2037-03-01'), signer: 'client', enters, ...(copy ? { copy } : {}) },
});
const bytes = Buffer.from('%PDF-1.7\nAs it was signed.');
async function attach(id: string, what = 'signed-release'): Promise<string> {
  const path = `/enrollments/${id}/attachments`;
  const begun = await rig.post('intake', path, { what, fileName: 'form.pdf', bytes: bytes.length });
  const { attachmentId } = begun.body as { attachmentId: string };
  const octets = { 'Content-Type': 'application/octet-stream' };
  await rig.post('intake', `${path}/${attachmentId}/parts/0`, bytes, octets).expect(200);
  return attachmentId;
}
const owedAt = async (id: string) => {
  const { body } = await rig.get('intake', '/intake').expect(200);
  const { items } = body as { items: { enrollmentId: string; consents: { owed: string[]; ask: boolean } }[] };
  return items.find(({ enrollmentId }) => enrollmentId === id)?.consents;
};
const enters = (id: string, body: object) => rig.command('intake', id, 'grantRelease', body);

describe('consents of a referral', () => {
  it('[IN-1] are owed until each is entered with a file of what was signed, or says why not', async () => {
    const id = await rig.enroll({ referral: { consents: [form('Her aunt'), form('A shelter')] } });
    const { owed = [], ask } = (await owedAt(id)) ?? {};
    expect([owed.length, ask]).toEqual([2, false]);
    const [first = '', second = ''] = owed;
    expectProblem(await enters(id, release(first)), 'invalid-field', [{ pointer: '/copy' }]);
    const other = await attach(await rig.enroll());
    for (const unfit of [randomUUID(), other, await attach(id, 'letter')])
      expectProblem(await enters(id, release(first, unfit)), 'copy-unfit', [{ pointer: '/copy' }]);
    const struck = await attach(id);
    const strike = `/enrollments/${id}/attachments/${struck}/strike`;
    await rig.post('coordinator', strike, { reason: 'Of somebody else.' }).expect(200);
    expectProblem(await enters(id, release(first, struck)), 'copy-unfit', [{ pointer: '/copy' }]);

    await enters(id, release(first, await attach(id))).expect(200);
    expect(await owedAt(id)).toEqual({ owed: [second], ask: false });
    expectProblem(await enters(id, release(first, await attach(id))), 'consent-settled');
    const why = (body: object) => rig.command('intake', id, 'recordNoConsents', body);
    const because = { about: second, because: 'not-there' };
    expectProblem(await why(because), 'invalid-field', [{ pointer: '/reason' }]);
    expectProblem(await why({ ...because, reason: '…' }), 'invalid-field', [{ pointer: '/reason' }]);
    await why({ ...because, reason: 'The page is missing.' }).expect(200);
    expect(await owedAt(id)).toEqual({ owed: [], ask: false });
  });

  it('[IN-1] that did not come are asked for, where that is said; said of none, nothing is', async () => {
    const asked = await rig.enroll({ referral: { noConsents: true } });
    expect(await owedAt(asked)).toEqual({ owed: [], ask: true });
    expectProblem(
      await rig.command('intake', asked, 'recordNoConsents', { because: 'declined' }),
      'invalid-field',
    );
    const reason = 'She wants to think it over.';
    await rig.command('intake', asked, 'recordNoConsents', { because: 'declined', reason }).expect(200);
    expect(await owedAt(asked)).toEqual({ owed: [], ask: false });
    expect(await owedAt(await rig.enroll())).toEqual({ owed: [], ask: false });
    const both = await rig.refer({
      client: { reference: 'both', givenName: 'Ottilie', familyName: 'Brandywine' },
      referral: { level: 'rsc-i', emergency: false, noConsents: true, consents: [form('Her aunt')] },
    });
    expectProblem(both, 'invalid-field', [{ pointer: '/referral/noConsents' }]);
  });
});
