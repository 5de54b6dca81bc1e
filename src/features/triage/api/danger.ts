import type { CodeLists } from '../../../engine/policy/code-lists.ts';
import { type Refusal, refuse } from '../../../kit/http/reply.ts';
import { dangerousPlaces } from '../needs.ts';

/** Of a referral, what was told of an emergency. */
type Told = {
  emergency: boolean;
  needs: readonly (string | { need: string })[];
  /** That somebody has asked, and why it is none all the same. */
  dangerConsidered?: string | undefined;
};

/** IN-2: a need that is dangerous by its kind, without an emergency, is asked back once. */
export function dangerUnasked(
  { emergency, needs, dangerConsidered }: Told,
  lists: CodeLists,
): Refusal | null {
  if (emergency || dangerConsidered !== undefined) return null;
  const places = dangerousPlaces(needs, lists);
  if (places.length === 0) return null;
  const detail = 'may be dangerous by its kind';
  return refuse('danger-not-considered', {
    errors: places.map((place) => ({ pointer: `/referral/needs/${place}`, detail })),
  });
}
