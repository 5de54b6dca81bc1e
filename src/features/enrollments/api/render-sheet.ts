import { escapeHtml } from '../../../kit/print/html.ts';

/** What a coordinator needs of one client for a day without this system. All of it plain text, instants in local time. */
export type SheetClient = {
  name: string;
  reference: string;
  level: string;
  stage: string;
  reach: string[];
  appointments: string[];
  owed: { due: string; title: string; overdue: boolean }[];
  safetyPlan: string | null;
};

export type Sheet = { coordinator: string; date: string; printedAt: string; clients: SheetClient[] };

/** More than this does not fit on a client's page; what is left out is counted. */
const mostLines = 14;

/** One page a client at most, everything in the one document: it is printed, or saved for an outage. */
export function sheetPage({ coordinator, date, printedAt, clients }: Sheet): string {
  const head = `${escapeHtml(coordinator)}, ${escapeHtml(date)}`;
  const none = clients.length === 0 ? '<p>No clients.</p>' : '';
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Sheet of ${head}</title><style>${style}</style></head>
<body>
<header><h1>${head}</h1><p>As of ${escapeHtml(printedAt)}. Confidential: destroy it when the day is done.</p></header>
${none}${clients.map(section).join('\n')}
</body>
</html>
`;
}

const style = `
body { font: 11pt/1.35 sans-serif; margin: 1.5cm; color: #000; background: #fff }
section { break-inside: avoid; break-after: page; border-top: 2px solid #000; padding-top: .3em }
section:last-of-type { break-after: auto }
h2, h3 { margin: .4em 0 .1em } ul { margin: 0; padding-left: 1.2em } .late { font-weight: bold }
.box::before { content: "\\2610  " } .notes { height: 5cm; border: 1px solid #999; margin-top: .6em }
`;

function section({
  name,
  reference,
  level,
  stage,
  reach,
  appointments,
  owed,
  safetyPlan,
}: SheetClient): string {
  const duties = owed.map(({ due, title, overdue }) => {
    const line = escapeHtml(`${due}  ${title}${overdue ? ' (overdue)' : ''}`);
    return `<li class="box${overdue ? ' late' : ''}">${line}</li>`;
  });
  const items = (lines: string[]) => lines.map((line) => `<li>${escapeHtml(line)}</li>`);
  return `<section>
<h2>${escapeHtml(name)} (${escapeHtml(reference)})</h2>
<p>${escapeHtml(level)}, ${escapeHtml(stage)}</p>
${part('Due today', duties)}${part('Appointments', items(appointments))}${part('How to reach', items(reach))}
<h3>Safety plan</h3><p>${escapeHtml(safetyPlan ?? 'None on file.')}</p>
<div class="notes"></div>
</section>`;
}

function part(title: string, items: string[]): string {
  const left = items.length - mostLines;
  const more = left > 0 ? `<li>and ${left} more</li>` : '';
  const list = items.length === 0 ? '<p>None.</p>' : `<ul>${items.slice(0, mostLines).join('')}${more}</ul>`;
  return `<h3>${title}</h3>${list}\n`;
}
