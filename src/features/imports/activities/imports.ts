import type { Actor } from '../../../engine/record/events.ts';
import { errorName } from '../../../kit/error-name.ts';
import type { Policy } from '../../../engine/policy/profile.ts';
import type { Seal } from '../../../kit/seal.ts';
import type { Gateway } from '../../../kit/temporal/gateway.ts';
import type { HmisExport } from '../../../hmis/export.ts';
import type { Plan } from '../../../hmis/import/plan.ts';
import { countsOf, type RowReport } from '../../../hmis/import/rows.ts';
import { prepareImport, startPlanned, type Trouble } from '../../../hmis/import/start.ts';
import type { ImportPeople } from '../postgres/import-people.ts';
import type { ImportStore } from '../postgres/imports.ts';
import type { ImportHead, ImportReport, ImportReports } from '../postgres/reports.ts';

/** An export that was read, of a source that is known. */
type Asked = {
  agencyId: string;
  source: string;
  found: HmisExport;
  today: string;
  level: string | undefined;
  policy: Policy;
  /** Codes of needs that the agency's list has in force. */
  needs: readonly string[];
};

/** Imports that go on after their request was answered. */
export type Imports = {
  sources: ImportPeople['sources'];
  /** What would become of each row; nothing is written. Throws UnknownLevels. */
  plan(asked: Asked): Promise<Plan>;
  /** Starts what was planned, behind the answer; or finds the one that the agency has running. */
  begin(asked: Asked & { plan: Plan; by: Actor }): Promise<{ id: string; isNew: boolean }>;
  heads(agencyId: string): Promise<ImportHead[]>;
  /** While one runs, or where its process went away: as the record has it. */
  report(agencyId: string, id: string): Promise<ImportReport | null>;
  /** Ends those under way after what they are at, and answers once they have said so. */
  close(): Promise<void>;
};

type Parts = {
  store: ImportStore & ImportPeople & ImportReports;
  /** As the import, which starts referrals in no person's name. */
  gateway: Pick<Gateway, 'enroll'>;
  seal: Pick<Seal, 'seal'>;
  clock: { now(): number };
  log: { error(what: object, words: string): void };
};

const beatMs = 1_000;

export function createImports({ store, gateway, seal, clock, log }: Parts): Imports {
  const interrupted = new AbortController();
  const underWay = new Set<Promise<void>>();

  async function run(id: string, { agencyId, source, found, policy, plan }: Asked & { plan: Plan }) {
    let [done, told] = [0, 0];
    const beat = setInterval(() => {
      told = done;
      // What it says next will be heard.
      store.beat(id, told, clock.now()).catch(() => undefined);
    }, beatMs);
    const trouble = await startPlanned(
      { store, seal, policy, gateway: async () => gateway },
      {
        ...{ agencyId, source, from: found.source, plan, interrupted: interrupted.signal },
        done: (count) => (done = count),
      },
    ).catch((error: unknown): Trouble => ({ code: 'broke-off', error }));
    clearInterval(beat);
    if (trouble?.code === 'broke-off')
      log.error({ import: id, error: errorName(trouble.error) }, 'an import broke off');
    const { rows } = plan;
    const ended = { rows, done, counts: countsOf(rows), trouble: trouble?.code ?? null, now: clock.now() };
    await store.end(id, ended);
  }

  return {
    sources: (agencyId) => store.sources(agencyId),

    plan: ({ agencyId, source, found, today, level, policy, needs }) =>
      prepareImport(
        store,
        { policy, needs },
        { agencyId, source, found, today, level, saidNew: new Map<string, string>() },
      ),

    async begin({ by, ...asked }) {
      const { agencyId, source, found, plan } = asked;
      const { rows, planned } = plan;
      const begun = await store.begin({
        ...{ agencyId, source, from: found.source, startedBy: by.staffId, now: clock.now() },
        ...{ total: planned.length, rows, counts: countsOf(rows), files: found.tallies, notes: found.notes },
      });
      if (!begun.isNew) return begun;
      const running = run(begun.id, asked)
        // Its beat has stopped: it reads as broken off.
        .catch((error: unknown) =>
          log.error({ import: begun.id, error: errorName(error) }, 'an import ended unsaid'),
        )
        .finally(() => underWay.delete(running));
      underWay.add(running);
      return begun;
    },

    heads: (agencyId) => store.heads(agencyId, clock.now()),

    async report(agencyId, id) {
      const report = await store.report(agencyId, id, clock.now());
      if (report === null || report.stands === 'whole') return report;
      const open = report.rows.filter(({ outcome }) => outcome === 'not-reached');
      const known = await store.known(open.flatMap(({ enrollment }) => enrollment ?? []));
      const rows = report.rows.map((row): RowReport => {
        const isThere = row.outcome === 'not-reached' && known.has(row.enrollment ?? '');
        return isThere ? { ...row, outcome: 'started' } : row;
      });
      return { ...report, rows, counts: countsOf(rows) };
    },

    async close() {
      interrupted.abort();
      await Promise.all(underWay);
    },
  };
}
