import { defaultPayloadConverter, type Payload, type PayloadCodec } from '@temporalio/common';
import type { Proof } from '../contracts/proof.ts';
import { proofKey, type Proofs } from '../kit/temporal/proofs.ts';

/**
 * Tells workflows whose the messages are that come to them: beside its argument each gets what that was found to be, null
 * where nobody of ours has made it. It never throws, since a workflow whose task fails here would fail for ever; who refuses
 * is the validator. What is replayed has been judged when it was live.
 *
 * `takesUnproven`: beside a worker or an API of the release before.
 */
export function createProofCodec(
  proofs: Pick<Proofs, 'proofOf'>,
  { takesUnproven = false }: { takesUnproven?: boolean } = {},
): PayloadCodec {
  const judge = (payload: Payload, workflowId: string): Proof | null =>
    takesUnproven && payload.metadata?.[proofKey] == null
      ? { by: 'before' }
      : proofs.proofOf(payload, workflowId);
  return {
    encode: async (payloads) => payloads,
    async decode(payloads, context) {
      const [argument] = payloads;
      if (context?.type !== 'workflow' || argument === undefined) return payloads;
      // Messages of ours have one argument; a second one would be somebody's own judgement of theirs.
      return [readable(argument), defaultPayloadConverter.toPayload(judge(argument, context.workflowId))];
    },
  };
}

const nothing = defaultPayloadConverter.toPayload(null);

/** What cannot be read at all, a signal's argument for one, would fail its workflow's task for ever. */
function readable(payload: Payload): Payload {
  try {
    defaultPayloadConverter.fromPayload(payload);
    return payload;
  } catch {
    return nothing;
  }
}
