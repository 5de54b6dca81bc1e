import type { PlannedTransfer } from '../plan/requests.ts';
import type { AskedStep } from './answers.ts';

/** Names nothing: an offer that was never made has no answer. */
const noTransfer = '00000000-0000-4000-8000-000000000000';

/** What is sent; what comes of it is read from the record. */
export function transferRequest(
  { key, act }: PlannedTransfer,
  enrollmentId: string,
  { otherAgency, transferId = noTransfer }: { otherAgency?: { agencyId: string }; transferId?: string },
): { path: string; body: string; asked: AskedStep[]; there?: true } {
  const asked = [{ type: act.type, occurredAt: null, facts: {}, words: {} }];
  const answer = (body: object) => ({
    path: `/transfers/${transferId}/${act.type}`,
    body: JSON.stringify(body),
    asked,
  });
  switch (act.type) {
    case 'offer': {
      const leaving = { warmHandOver: true, handedOverTo: `Words of ${key}.`, note: 'She moves.' };
      const body = {
        ...{ toAgency: otherAgency?.agencyId, reason: 'client-moves', release: act.release },
        ...{ carries: ['contact-information'], enclosed: [], leaving },
      };
      return { path: `/enrollments/${enrollmentId}/transfers`, body: JSON.stringify(body), asked };
    }
    case 'accept':
      return { ...answer({ reference: `there-${key}` }), there: true };
    case 'decline':
      return { ...answer({ reason: 'no-capacity' }), there: true };
    case 'withdraw':
      return answer({});
  }
}
