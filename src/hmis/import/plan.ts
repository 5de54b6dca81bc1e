import type { ImportPeople, NamedPerson } from '../../features/imports/postgres/import-people.ts';
import type { ImportStore } from '../../features/imports/postgres/imports.ts';
import type { HmisExport } from '../export.ts';
import { judge } from '../judge.ts';
import type { Verdict } from '../judge.ts';
import { referralOf } from '../referral-of.ts';
import type { ImportedReferral } from '../referral-of.ts';
import { importedEnrollmentId } from './ids.ts';
import { findLookalikes } from './lookalikes.ts';
import { findPeople } from './people.ts';
import { openElsewhere } from './rows.ts';
import type { RowReport } from './rows.ts';

/** A row that is to be started, and who it is about. */
export type Planned = {
  report: RowReport;
  referral: ImportedReferral;
  /** Null: nobody who is here. */
  clientId: string | null;
  named: Pick<NamedPerson, 'knownBy' | 'saidBy'>;
};
export type PlanOptions = {
  found: HmisExport;
  /** 'YYYY-MM-DD', where the agency is. */
  today: string;
  source: string;
  agencyId: string;
  /** One level for all; else by household. */
  level: string | undefined;
  /** People who are nobody here, and who says so. */
  saidNew: ReadonlyMap<string, string>;
};
export type Plan = {
  rows: RowReport[];
  planned: Planned[];
  /** People whom earlier imports had started: they have names of the source from now on. */
  recognised: NamedPerson[];
  /** How many of the planned look like somebody else. */
  lookAlikes: number;
};

/** Says of each row what is to become of it; what is to be started waits in `planned`. */
export async function planImport(store: ImportPeople & ImportStore, options: PlanOptions): Promise<Plan> {
  const { found, today, source, agencyId, level, saidNew } = options;
  const verdicts = judge(found, today);
  const idOf = ({ row }: Verdict) => importedEnrollmentId(agencyId, source, row.enrollmentId);
  const known = await store.known(verdicts.map(idOf));
  const here = await findPeople(store, { agencyId, source, verdicts, saidNew });
  const plan: Plan = { rows: [], planned: [], recognised: [], lookAlikes: 0 };
  for (const verdict of verdicts) {
    const id = idOf(verdict);
    const { row } = verdict;
    const who = verdict.as === 'start' ? here.who(row, verdict.person) : null;
    // Another import may have started it since `known` was asked.
    const justNow = who?.as === 'known' && who.openEnrollmentId === id ? { open: true } : undefined;
    const own = known.get(id) ?? justNow;
    const enrollment = own ? { id, ...own } : who === null || who.as === 'known' ? here.earlier(row) : null;
    const report = reportOf(verdict, enrollment?.open ?? null);
    plan.rows.push(report);
    if (verdict.as !== 'start' || who === null) continue;
    const { personalId } = row;
    if (who.as === 'unclear') Object.assign(report, { outcome: 'refused', reason: unclearWho });
    else if (enrollment !== null) {
      report.enrollment = enrollment.id;
      if (who.as === 'known' && who.knownBy === 'earlier-import')
        plan.recognised.push({ personalId, clientId: who.clientId, knownBy: who.knownBy, saidBy: null });
    } else if (who.as === 'known' && who.openEnrollmentId !== null)
      Object.assign(report, { outcome: 'refused', reason: openElsewhere(who.openEnrollmentId) });
    else {
      const saidBy = saidNew.get(personalId);
      const knownBy = who.as === 'known' ? who.knownBy : 'import';
      report.enrollment = id;
      plan.planned.push({
        report,
        referral: referralOf(found, verdict, { level, source }),
        clientId: who.as === 'known' ? who.clientId : null,
        named: saidBy === undefined ? { knownBy, saidBy: null } : { knownBy: 'said', saidBy },
      });
    }
    if (report.outcome !== 'refused' && verdict.person.birthDate === null)
      report.remark = 'birth date unknown: see that the client is an adult';
  }
  plan.lookAlikes = await findLookalikes(store, { agencyId, found, planned: plan.planned });
  return plan;
}

const unclearWho =
  'an earlier import kept somebody under this PersonalID who differs: say in a file for --same who it is';

/** `open`: whether the enrollment is open here; null when it is not here. */
function reportOf(verdict: Verdict, open: boolean | null): RowReport {
  const { row, enrollmentId, personalId } = verdict.row;
  const report = { row, enrollmentId: printable(enrollmentId), personalId: printable(personalId) };
  switch (verdict.as) {
    case 'start':
      return { ...report, outcome: open === null ? 'not-reached' : 'already-there' };
    case 'left':
      return {
        ...report,
        outcome: 'left',
        ...(open === true ? { reason: 'open here since an earlier import: discharge it by hand' } : {}),
      };
    case 'deleted':
      return { ...report, outcome: 'deleted' };
    case 'refused':
      return { ...report, outcome: 'refused', reason: verdict.reason };
  }
}

/** An id that cannot be used is printed all the same, as far as a terminal can take it. */
function printable(id: string): string {
  return id.replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?').slice(0, 60) || '(none)';
}
