import type { Context } from '../context.ts';
import { type Call, send, sendBlock } from '../load.ts';
import { median, percentile } from '../report/numbers.ts';
import type { Figures } from '../report/results.ts';
import { inventedName } from '../../prisma/seed/invented-name.ts';
import type { Agency, Group } from '../seed/population.ts';
import { pageReads, type PageRead } from './console-pages.ts';
import { renewUnfound } from '../../src/features/search/postgres/renew-all.ts';
import { createTokenKeys } from '../../src/features/search/postgres/token-keys.ts';

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
        client: { reference: `waits-${n}`, ...inventedName(`waits-${n}`) },
        referral: { level: 'cm', emergency: false },
      },
    });
  await stage.stop('worker');
  await renewUnfound(population.prisma, createTokenKeys(stage.sealKey), () => undefined);
}

/** The p99 of each read of the console, one after the other, in turn for each coordinator and a client of theirs. */
export async function measureConsoleReads(context: Context, group: Group): Promise<Figures> {
  const { options, stage } = context;
  const { tokens, coordinators } = group.agency;
  const tokenOf = new Map(coordinators.map(({ staffId, token }) => [staffId, token]));
  const month = new Date().toISOString().slice(0, 7);
  let place = 0;
  const callOf = ({ by, path, body }: PageRead): Call => {
    const copy = group.copies[(place += 7) % group.copies.length];
    const whole = path.replace('{id}', copy?.enrollmentId ?? '').replace('{month}', month);
    return {
      ...{ port: stage.ports.api, path: `/api/v1${whole}`, expects: 200 },
      token: (by === 'coordinator' ? tokenOf.get(copy?.coordinatorId ?? '') : tokens[by]) ?? '',
      ...(body === undefined ? { method: 'GET' } : { method: 'POST', body }),
    };
  };
  const ms = new Map<string, number[]>(pageReads.map(({ name }) => [name, []]));
  const [rounds, each] = options.quick ? [2, 3] : [11, 10];
  for (let round = 0; round <= rounds; round += 1)
    for (const one of pageReads) {
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
