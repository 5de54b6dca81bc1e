import type { Teller } from './teller.ts';

type Line = {
  seq: number;
  type: string;
  occurredAt: string;
  by: { role: string; name: string | null };
  facts: Record<string, unknown>;
};
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
  const lines: string[] = [];
  for (let after: number | null = 0; after !== null;) {
    const page: { items: Line[]; nextAfter: number | null } = await teller.reads(
      'supervisor',
      `timeline?after=${after}&limit=500`,
    );
    lines.push(...page.items.map((event) => lineOf(teller, event, owed)));
    after = page.nextAfter;
  }
  return lines;
}

function lineOf(teller: Teller, event: Line, owed: readonly Owed[]): string {
  const met = owed
    .filter(({ closedBy, status }) => closedBy?.seq === event.seq && status.startsWith('met'))
    .map(({ kind, status }) => (status === 'met-late' ? `${kind} (late)` : kind));
  const about =
    typeof event.facts['kind'] === 'string' && event.by.role === 'system' ? ` ${event.facts['kind']}` : '';
  const when = teller.rig.local(Date.parse(event.occurredAt));
  const who = event.by.role === 'system' ? 'clock' : (event.by.name ?? event.by.role);
  return `${when}  ${who.padEnd(16)}  ${event.type}${about}${met.length > 0 ? `  ✓ ${met.join(', ')}` : ''}`;
}
