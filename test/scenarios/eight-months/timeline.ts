import type { Teller } from './teller.ts';

type Line = {
  seq: number;
  type: string;
  occurredAt: string;
  by: { role: string; name: string | null };
  facts: Record<string, unknown>;
};
type Revision = { act: string; by: { name: string | null }; recordedAt: string };
type Owed = {
  kind: string;
  status: string;
  due: string;
  closedAt: string | null;
  closedBy: { seq: number } | null;
};

/** The story as its record tells it: when, who, what, and which duties it met, late or not. */
export async function timelineOf(teller: Teller): Promise<string[]> {
  const { items: owed } = await teller.reads<{ items: Owed[] }>('supervisor', 'obligations');
  const lines = await documentLines(teller);
  for (let after: number | null = 0; after !== null;) {
    const page: { items: Line[]; nextAfter: number | null } = await teller.reads(
      'supervisor',
      `timeline?after=${after}&limit=500`,
    );
    lines.push(...page.items.map((event) => lineOf(teller, event, owed)));
    after = page.nextAfter;
  }
  // Sorting is stable: what happened in the same minute stays in the order of entry.
  return lines.toSorted((a, b) => compare(a.slice(0, 16), b.slice(0, 16)));
}

/** What was written straight to the record: plans, notes, roster, household, contact information. */
async function documentLines(teller: Teller): Promise<string[]> {
  const paths = [
    ...['preliminary', 'full', 'amended'].map((name) => ['plan', `plans/${teller.named(name)}`] as const),
    ...['note-march', 'note-late'].map((name) => ['note', `notes/${teller.named(name)}`] as const),
    ...['roster', 'household', 'contact-information'].map((name) => [name, name] as const),
  ];
  const lines: string[] = [];
  for (const [name, path] of paths) {
    const { items } = await teller.reads<{ items: Revision[] }>('coordinator', `${path}/revisions`);
    for (const { act, by, recordedAt } of items)
      lines.push(said(teller, recordedAt, by.name ?? '', `${name}: ${act}`));
  }
  return lines;
}

function said(teller: Teller, at: string, who: string, what: string): string {
  return `${teller.rig.local(Date.parse(at))}  ${who.padEnd(16)}  ${what}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function lineOf(teller: Teller, event: Line, owed: readonly Owed[]): string {
  const met = owed
    .filter(({ closedBy, status }) => closedBy?.seq === event.seq && status.startsWith('met'))
    .map(({ kind, status }) => (status === 'met-late' ? `${kind} (late)` : kind));
  const about =
    typeof event.facts['kind'] === 'string' && event.by.role === 'system' ? ` ${event.facts['kind']}` : '';
  const who = event.by.role === 'system' ? 'clock' : (event.by.name ?? event.by.role);
  const done = met.length > 0 ? `  ✓ ${met.join(', ')}` : '';
  return said(teller, event.occurredAt, who, `${event.type}${about}${done}`);
}
