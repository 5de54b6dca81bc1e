import type { HmisExport, Source } from '../../../hmis/export.ts';
import type { RowReport } from '../../../hmis/import/rows.ts';
import type { ImportHead } from '../postgres/reports.ts';

/** As many as somebody reads through; the table has all. */
const most = 500;

export const renderSource = ({ exportId, exportedOn, system, version }: Source) => ({
  ...{ exportId, exportedOn, system, version },
});

export function renderHead({ id, ...head }: ImportHead) {
  const { source, startedBy, startedAt, endedAt, stands, trouble, total, done, counts } = head;
  return {
    ...{ importId: id, source, from: renderSource(head.from), startedBy, startedAt, endedAt },
    ...{ stands, trouble, total, done, counts },
  };
}

/** The rows of which there is something to say; what is refused comes first. */
export function renderRows(rows: readonly RowReport[], notes: HmisExport['notes']) {
  const telling = rows
    .filter(({ reason, remark }) => reason !== undefined || remark !== undefined)
    .toSorted((a, b) => Number(b.outcome === 'refused') - Number(a.outcome === 'refused') || a.row - b.row);
  return {
    rows: telling.slice(0, most).map(renderRow),
    rowsLeftOut: Math.max(0, telling.length - most),
    notes: notes.slice(0, most),
    notesLeftOut: Math.max(0, notes.length - most),
  };
}

function renderRow({ row, enrollmentId, personalId, outcome, reason, remark, enrollment }: RowReport) {
  return {
    ...{ row, personalId, outcome, sourceEnrollmentId: enrollmentId },
    ...{ reason: reason ?? null, remark: remark ?? null },
    enrollmentId: outcome === 'not-reached' ? null : (enrollment ?? null),
  };
}
