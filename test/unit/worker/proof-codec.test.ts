import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createProofs, proofKey } from '../../../src/kit/temporal/proofs.ts';
import { createProofCodec } from '../../../src/worker/proof-codec.ts';

const secret = (byte: number): string => Buffer.alloc(32, byte).toString('base64');
const proofs = createProofs(secret(1));
const batch = { commandId: 'c', by: { role: 'director' }, commands: [] };
const to = { workflowId: 'enrollment/1', of: 'visit' };
const proven = (more: Partial<typeof to> = {}, issuer: 'api' | 'round' = 'api', by = proofs): Payload =>
  by.prove(issuer, { ...to, ...more }, batch).payload;

async function decoded(payloads: Payload[], options: { takesUnproven?: boolean } = {}): Promise<unknown[]> {
  const context = { type: 'workflow', namespace: 'default', workflowId: to.workflowId } as const;
  const out = await createProofCodec(proofs, options).decode(payloads, context);
  return out.map((payload) => defaultPayloadConverter.fromPayload<unknown>(payload));
}
const changed = (payload: Payload, data: string): Payload => ({ ...payload, data: Buffer.from(data) });
const claiming = (payload: Payload, proof: string): Payload => ({
  ...payload,
  metadata: { ...payload.metadata, [proofKey]: Buffer.from(proof) },
});

describe('an argument', () => {
  it('of ours says whose it is, and for what', async () => {
    expect(await decoded([proven()])).toEqual([batch, { by: 'api', of: 'visit' }]);
    expect(await decoded([proven({ of: 'enroll' }, 'round')])).toEqual([
      batch,
      { by: 'round', of: 'enroll' },
    ]);
  });

  it.each<[string, () => Payload]>([
    ['without proof', () => defaultPayloadConverter.toPayload(batch)],
    ['by another key', () => proven({}, 'api', createProofs(secret(2)))],
    ['for another workflow', () => proven({ workflowId: 'enrollment/2' })],
    ['with another content', () => changed(proven(), JSON.stringify({ ...batch, commandId: 'd' }))],
    ['by another issuer', () => claiming(proven(), asText(proven()).replace(' api ', ' round '))],
    ['for another update', () => claiming(proven(), asText(proven()).replace(' visit ', ' submit '))],
    ['of another version', () => claiming(proven(), asText(proven()).replace('v1', 'v2'))],
    ['with more behind its proof', () => claiming(proven(), `${asText(proven())} more`)],
    ['with an empty proof', () => claiming(proven(), '')],
  ])('%s is nobody’s', async (_, made) => {
    const [, found] = await decoded([made()]);
    expect(found).toBeNull();
  });

  it('cannot bring a judgement of its own', async () => {
    const own = defaultPayloadConverter.toPayload({ by: 'api', of: 'visit' });
    expect(await decoded([defaultPayloadConverter.toPayload(batch), own, own])).toEqual([batch, null]);
  });

  it('of the release before is taken only where a worker is told to, and a wrong proof never', async () => {
    const plain = defaultPayloadConverter.toPayload(batch);
    expect(await decoded([plain], { takesUnproven: true })).toEqual([batch, { by: 'before' }]);
    const wrong = proven({ workflowId: 'enrollment/2' });
    expect(await decoded([wrong], { takesUnproven: true })).toEqual([batch, null]);
  });

  it('whatever its bytes are, is decoded to something and to no proof', async () => {
    const bytes = fc.uint8Array({ maxLength: 60 });
    const encoding = fc.oneof(fc.constantFrom('json/plain', 'binary/null', 'json/protobuf'), fc.string());
    await fc.assert(
      fc.asyncProperty(bytes, encoding, fc.option(bytes), fc.boolean(), async (data, name, proof, bare) => {
        const metadata = { encoding: Buffer.from(name), ...(proof ? { [proofKey]: proof } : {}) };
        const [, found] = await decoded([bare ? { data } : { metadata, data }]);
        expect(found).toBeNull();
      }),
    );
  });

  it('that is no workflow’s, or none at all, is left alone', async () => {
    const codec = createProofCodec(proofs);
    const payloads = [proven(), proven()];
    expect(await codec.decode(payloads)).toBe(payloads);
    expect(await decoded([])).toEqual([]);
    expect(await codec.encode(payloads)).toBe(payloads);
  });
});

function asText({ metadata }: Payload): string {
  return Buffer.from(metadata?.[proofKey] ?? []).toString('utf8');
}
