import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { payerConsent, signedOnPaper } from '../../prisma/seed/index.ts';
import { signedPlan } from '../support/api-plans.ts';
import { type ApiRig, createApiRig, monday } from '../support/api-rig.ts';

let rig: ApiRig;
beforeAll(async () => void (rig = await createApiRig()));
afterAll(() => rig?.close());

const tries = process.env['TEST_LONG'] ? 1_000 : 24;
const orders = [
  ['revoke', 'hand', 'ask'],
  ['hand', 'revoke', 'ask'],
  ['ask', 'revoke', 'hand'],
  ['hand', 'ask', 'revoke'],
] as const;

it(
  '[RF-3] a release that is taken back while things are sent under it: what leaves after that, leaves nothing',
  { timeout: 3_600_000 },
  async () => {
    rig.clock.set(monday);
    const id = await rig.enroll();
    await rig.assign(id);
    const plan = await signedPlan(rig, id, { version: 'preliminary' });
    await rig.command('coordinator', id, 'completePreliminarySccp', { plan }).expect(200);
    const enclosed = await rig.enclosing(id);
    const consents = await rig.get('coordinator', `/enrollments/${id}/releases`).expect(200);
    for (const { stepId } of (consents.body as { items: { stepId: string }[] }).items)
      await rig.command('coordinator', id, 'revokeRelease', { about: stepId }).expect(200);
    let [left, stayed] = [0, 0];
    for (let n = 0; n < tries; n += 1) {
      rig.clock.set(monday + n * 1_000);
      const granted = await rig
        .command('coordinator', id, 'grantRelease', {
          ...{ ...payerConsent('2037-12-31'), recipientName: 'The payer', ...signedOnPaper('2037-03-02') },
        })
        .expect(200);
      const release = (granted.body as { steps: { stepId: string }[] }).steps[0]?.stepId ?? '';
      const before = await rows(id);
      const send = {
        revoke: () => rig.command('coordinator', id, 'revokeRelease', { about: release }),
        hand: () =>
          rig.post(
            'coordinator',
            `/enrollments/${id}/papers/care-plan/hand-outs`,
            {
              ...{ to: { kind: 'payer', id: null }, purpose: 'authorization' },
              allowedBy: { ground: 'release', release },
            },
            { 'Idempotency-Key': randomUUID() },
          ),
        ask: () =>
          rig.command('coordinator', id, 'requestExtension', {
            ...{ initial: true, units: 1, through: '2037-06-01', justification: 'It goes on.', enclosed },
          }),
      };
      const order = orders[n % orders.length] ?? orders[0];
      // Each is on its way before the one before it is answered.
      const replies = await Promise.all(
        order.map(async (one) => ({ one, status: (await send[one]()).status })),
      );
      const of = (what: string) => replies.find(({ one }) => one === what);
      expect(of('revoke')?.status).toBe(200);
      const successes = ['hand', 'ask'].filter((what) => (of(what)?.status ?? 500) < 300);
      for (const what of ['hand', 'ask']) expect([200, 201, 409]).toContain(of(what)?.status);
      // What was let go has its row, under that release; what was not has none.
      const fresh = (await rows(id)).filter((row) => !before.some((old) => old.id === row.id));
      expect(fresh.map((row) => row.release)).toEqual(successes.map(() => release));
      await comesBefore(id, fresh, release);
      left += successes.length;
      stayed += 2 - successes.length;
      // And now that it is taken back, the very same stays.
      expect((await send.hand()).status).toBe(409);
      expect((await send.ask()).status).toBe(409);
      expect(await rows(id)).toHaveLength(before.length + fresh.length);
      for (const { stepId } of fresh)
        if (stepId !== null)
          await rig
            .command('coordinator', id, 'withdrawExtension', { about: stepId, reason: 'Tried.' })
            .expect(200);
    }
    // Both ways were gone.
    expect(left).toBeGreaterThan(0);
    expect(stayed).toBeGreaterThan(0);
  },
);

const rows = (enrollmentId: string) => rig.prisma.disclosure.findMany({ where: { enrollmentId } });

/** A step that let something leave stands in the record before the revocation. */
async function comesBefore(
  enrollmentId: string,
  fresh: readonly { stepId: string | null }[],
  release: string,
): Promise<void> {
  const events = await rig.prisma.event.findMany({ where: { enrollmentId }, orderBy: { seq: 'asc' } });
  const revoked = events.findLast(
    ({ type, data }) => type === 'ReleaseRevoked' && (data as { about?: string }).about === release,
  );
  for (const { stepId } of fresh)
    if (stepId !== null)
      expect(events.find((one) => one.stepId === stepId)?.seq).toBeLessThan(revoked?.seq ?? -1);
}
