import type { Standing } from '../../engine/notifications/standing.ts';

/** What ops can do about messages that could not leave. */
export const deliveryActs = ['resend', 'give-up'] as const;
export type DeliveryAct = (typeof deliveryActs)[number];

export type DeliveryRefusal = 'unknown-delivery' | 'delivery-under-way' | 'delivery-not-failing';

/** A delivery that an act names, as the record has it. */
export type NamedDelivery = { id: string; standing: Standing; inHand: boolean };

/** The first that speaks against it, of those that were named in that order; null: all of them can be acted on. */
export function deliveryRefusal(
  act: DeliveryAct,
  named: readonly string[],
  found: readonly NamedDelivery[],
): { code: DeliveryRefusal; at: number; standing?: Standing } | null {
  for (const [at, id] of named.entries()) {
    const one = found.find((delivery) => delivery.id === id);
    if (!one) return { code: 'unknown-delivery', at };
    const { standing, inHand } = one;
    const failed = standing === 'failing' || standing === 'undeliverable';
    if (!failed && !(act === 'resend' && standing === 'given-up'))
      return { code: 'delivery-not-failing', at, standing };
    // It may be arriving at this moment.
    if (inHand) return { code: 'delivery-under-way', at };
  }
  return null;
}
