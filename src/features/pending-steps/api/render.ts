import { type ProblemNow, problemType } from '../../../kit/http/problem.ts';
import type { PendingRefusal, PendingRow } from '../postgres/ports.ts';

/** A pending step and what became of it. */
export function renderPendingStep(enrollmentId: string, row: PendingRow, problemNow: ProblemNow) {
  const { id: _, types, refusal, ...rest } = row;
  return {
    ...{ enrollmentId, commands: types, ...rest },
    problem: refusal && renderRefusal(refusal, types, problemNow),
  };
}

/** As it would have been answered, had the engine been there. */
function renderRefusal(
  { code: stored, detail, index, field, version, enrollmentId }: PendingRefusal,
  types: string[],
  problemNow: ProblemNow,
) {
  const { code, title, status, remedy } = problemNow(stored);
  const pointer = pointerOf(types, index, field);
  return {
    type: problemType(code),
    title,
    status,
    detail: detail ?? remedy,
    code,
    ...(pointer === '' ? {} : { errors: [{ pointer, detail: detail ?? remedy }] }),
    ...(version > 0 ? { version } : {}),
    ...(enrollmentId === undefined ? {} : { enrollmentId }),
  };
}

function pointerOf(types: string[], index: number, field: string | undefined): string {
  if (types[0] === 'receiveReferral')
    return field === undefined ? '' : `/referral/${field === 'occurredAt' ? 'receivedAt' : field}`;
  const command = types.length > 1 ? `/commands/${index}` : '';
  return field === undefined ? command : `${command}/${field.replaceAll('.', '/')}`;
}
