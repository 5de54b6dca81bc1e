import { createHmac, timingSafeEqual } from 'node:crypto';
import { defaultPayloadConverter, type Payload, RawValue } from '@temporalio/common';
import type { Proof, Issuer } from '../../contracts/proof.ts';
import { derivedKey } from '../derived-key.ts';

/** Where a message goes: to that workflow, as the argument of this update or as its input. */
export type Destination = { workflowId: string; of: string };

export type Proofs = {
  /** The value as an argument that says who of ours made it, and for what. */
  prove(issuer: Issuer, to: Destination, value: unknown): RawValue;
  /** Whose an argument is that came to that workflow; null where it says nothing, or something wrong. */
  proofOf(payload: Payload, workflowId: string): Proof | null;
};

/** Beside an argument, since a worker of the release before takes that as it is. */
export const proofKey = 'tl-proof';
const version = 'v1';

/** Authenticates messages by HMAC-SHA256 under keys derived from one secret: one for the API, one for the system. */
export function createProofs(secret: string): Proofs {
  const keys = { api: derivedKey(secret, 'message api'), system: derivedKey(secret, 'message system') };
  const code = (issuer: string, { workflowId, of }: Destination, data: Uint8Array): Buffer =>
    createHmac('sha256', issuer === 'api' ? keys.api : keys.system)
      .update(`${JSON.stringify([version, issuer, workflowId, of])}\n`)
      .update(data)
      .digest();

  return {
    prove(issuer, to, value) {
      const { metadata, data } = defaultPayloadConverter.toPayload(value);
      if (data == null) throw new TypeError('only what is said can be proven');
      const proof = [version, issuer, to.of, code(issuer, to, data).toString('base64url')].join(' ');
      return RawValue.fromPayload({ metadata: { ...metadata, [proofKey]: Buffer.from(proof) }, data });
    },

    proofOf({ metadata, data }, workflowId) {
      const said = metadata?.[proofKey];
      if (said == null || data == null) return null;
      const [made, issuer = '', of = '', signed = '', ...rest] = Buffer.from(said)
        .toString('utf8')
        .split(' ');
      const given = Buffer.from(signed, 'base64url');
      const right = code(issuer, { workflowId, of }, data);
      if (made !== version || rest.length > 0 || given.length !== right.length) return null;
      // Only we can have made it: the issuer is one of ours.
      return timingSafeEqual(given, right) ? { by: issuer as Issuer, of } : null;
    },
  };
}
