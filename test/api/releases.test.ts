import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiRig, createApiRig } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';

let rig: ApiRig;
beforeAll(async () => void (rig = await createApiRig()));
afterAll(() => rig?.close());

const release = () => ({
  ...{ recipient: rig.otherAgency.agencyId, recipientKind: 'agency', recipientName: 'The other agency' },
  ...{ purpose: 'treatment-payment-operations', content: ['identity', 'plan'], expiresOn: '2037-03-31' },
  howConsented: 'Signed on paper.',
});

describe('a release', () => {
  it('[RF-3] lets counselling notes be told by itself alone', async () => {
    const id = await rig.enroll();
    const given = (content: string[]) =>
      rig.command('coordinator', id, 'grantRelease', { ...release(), content });
    expectProblem(await given(['counselling-notes', 'identity']), 'invalid-field', [{ pointer: '/content' }]);
    for (const content of [['counselling-notes'], ['identity', 'notes']])
      expect(await given(content)).toHaveProperty('status', 200);
  });
});
