import type { DocumentGlance } from '../../../kit/documents.ts';
import { struckState } from '../../../engine/documents/strike.ts';
import { planKind } from '../plan.document.ts';
import type { Plan } from '../plan.ts';
import type { RouteContext } from '../../../kit/http/context.ts';

/** A plan of that enrollment, whose place in the caller's scope has been looked at before; null when it has none such. */
export async function planRow(
  { documents }: Pick<RouteContext, 'documents'>,
  agencyId: string,
  enrollmentId: string,
  id: string,
): Promise<DocumentGlance<Plan> | null> {
  const row = await documents.peek({ agencyId, enrollmentId, kind: planKind.kind }, id);
  // What was struck out is nobody's plan.
  if (row?.state === struckState) return null;
  // Written by its kind, so its content is a plan.
  return row as DocumentGlance<Plan> | null;
}
