import type { Context } from '../context.ts';
import { type Call, send, sendBlock } from '../load.ts';
import { median, percentile } from '../report/numbers.ts';
import type { Figures } from '../report/results.ts';
import type { Agency } from '../seed/population.ts';
import { renewUnfound } from '../../src/features/search/postgres/renew-all.ts';
import { createTokenKeys } from '../../src/features/search/postgres/token-keys.ts';

/** What a page of the console asks, by its name. */
type Asked = { name: string; who: () => string; path: string; body?: object };

const unassigned = 12;

/** Something for each page to show: who waits for a coordinator, and whom a search finds. */
export async function somethingToShow(context: Context, agency: Agency): Promise<void> {
  const { stage, population } = context;
  await stage.start('worker');
  for (let n = 0; n < unassigned; n += 1)
    await send({
      ...{
        port: stage.ports.api,
        path: '/api/v1/enrollments',
        token: agency.tokens.supervisor,
        expects: 201,
      },
      body: {
        client: { reference: `waits-${n}`, givenName: `Nora${n}`, familyName: `Quist${n}` },
        referral: { level: 'cm', emergency: false },
      },
    });
  await stage.stop('worker');
  await renewUnfound(population.prisma, createTokenKeys(stage.sealKey), () => undefined);
}

/** The p99 of each read of the console, one after the other; every one has something to answer. */
export async function measureConsoleReads(context: Context, agency: Agency): Promise<Figures> {
  const { options, stage } = context;
  const { tokens, coordinators } = agency;
  let place = 0;
  const mine = () => coordinators[place++ % coordinators.length]?.token ?? '';
  const month = new Date().toISOString().slice(0, 7);
  const asked: Asked[] = [
    { name: 'day', who: mine, path: '/day' },
    { name: 'overdue', who: () => tokens.supervisor, path: '/overdue' },
    { name: 'requests', who: () => tokens.payer, path: '/requests' },
    { name: 'queue', who: () => tokens.supervisor, path: '/assignments/queue' },
    { name: 'search', who: mine, path: '/search', body: { q: 'Varga' } },
    {
      ...{ name: 'possibleDuplicates', who: () => tokens.supervisor },
      ...{ path: '/enrollments/possible-duplicates' },
      body: { client: { givenName: 'Marisol', familyName: 'Varga', birthDate: '1988-04-17' } },
    },
    { name: 'reviews', who: () => tokens.director, path: '/reviews' },
    { name: 'opsStanding', who: () => tokens.ops, path: '/ops/standing' },
    { name: 'numbers', who: () => tokens.director, path: `/numbers?month=${month}&by=month` },
  ];
  const callOf = ({ who, path, body }: Asked): Call => ({
    ...{ port: stage.ports.api, path: `/api/v1${path}`, token: who(), expects: 200 },
    ...(body === undefined ? { method: 'GET' } : { method: 'POST', body }),
  });
  const ms = new Map<string, number[]>(asked.map(({ name }) => [name, []]));
  const [rounds, each] = options.quick ? [2, 3] : [11, 10];
  for (let round = 0; round <= rounds; round += 1)
    for (const one of asked) {
      const block = await sendBlock(1, each, () => callOf(one));
      // The first round fills caches and connections.
      if (round > 0) ms.get(one.name)?.push(...block.ms);
    }
  const figures: Figures = {};
  for (const [name, all] of ms) {
    figures[`${name}P50Ms`] = median(all);
    figures[`${name}P99Ms`] = percentile(all, 0.99);
  }
  return figures;
}
