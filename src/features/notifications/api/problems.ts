import type { DeliveryRefusal } from '../delivery-acts.ts';
import { type Problem, refusal } from '../../../kit/http/problem.ts';

/** The part of the error table that messages add. */
export const notificationProblems = {
  'unknown-delivery': refusal(
    422,
    'There is no such message',
    'Name messages by their `id`, as GET /ops/deliveries shows them. None of those named was touched.',
  ),
  'delivery-not-failing': refusal(
    409,
    'The message has not failed',
    'It waits for its time, is on its way, or has ended. Name those whose `state` is failing or undeliverable; to have one tried again, given-up as well.',
  ),
  'delivery-under-way': refusal(
    409,
    'The message is being tried at this moment',
    'It may be arriving. Look at it again in a few seconds.',
  ),
  'webhook-out-of-reach': refusal(
    422,
    'The address lies in a private network',
    'Name one that the public internet reaches. Whoever runs this system can allow a network with THROUGHLINE_WEBHOOK_NETWORKS.',
  ),
} satisfies Record<DeliveryRefusal | 'webhook-out-of-reach', Problem>;
