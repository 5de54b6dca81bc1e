import type { Receipt, ReceiptLine } from '../../../engine/deadlines/receipt.ts';

/** A receipt as JSON: the only place that turns one into a reply. */
export function renderReceipt(receipt: Receipt, titleOf: (kind: string) => string) {
  const line = ({ key, kind, due }: ReceiptLine) => ({ key, kind, title: titleOf(kind), due });
  return {
    enrollmentId: receipt.enrollmentId,
    commandId: receipt.commandId,
    version: receipt.version,
    recordedAt: receipt.recordedAt,
    steps: receipt.steps.map(({ stepId, type, occurredAt }) => ({ stepId, type, occurredAt })),
    met: receipt.met.map((met) => ({ ...line(met), status: met.status, at: met.at })),
    opened: receipt.opened.map(line),
    withdrawn: receipt.withdrawn.map(line),
    stage: receipt.stage,
    nextDue: receipt.nextDue && line(receipt.nextDue),
  };
}
