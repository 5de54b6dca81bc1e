// A step on Restate: a virtual object writes one row in a side effect and sets its one timer anew.
// Its packages are those of the folder that THROUGHLINE_PEERS names; the server is started by the bench.
import http2 from 'node:http2';
import pg from 'pg';
import { writeInTransaction } from '../floor/activities.ts';
import { fromPeers, needed } from './packages.ts';

type Ctx = {
  key: string;
  run(name: string, work: () => Promise<void>): Promise<void>;
  get(name: string): Promise<string | null>;
  set(name: string, value: string): void;
  cancel(invocation: string): void;
  objectSendClient(
    target: { name: string },
    key: string,
  ): { deadline(options: unknown): { invocationId: Promise<string> } };
};
type Handler = (ctx: Ctx) => Promise<object>;
type Restate = {
  object(definition: { name: string; handlers: Record<string, Handler> }): object;
  rpc: { sendOpts(options: { delay: number }): unknown };
  createEndpointHandler(options: { services: object[] }): Parameters<typeof http2.createServer>[1];
};

// Its SDK uses this function, which node has since 22.
const promises = Promise as unknown as { withResolvers?: unknown };
promises.withResolvers ??= function withResolvers() {
  let resolve: unknown;
  let reject: unknown;
  const promise = new Promise((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
};

const restate = (await fromPeers('@restatedev/restate-sdk')) as Restate;
const pool = new pg.Pool({ connectionString: needed('FLOOR_DATABASE_URL'), max: 16 });
const week = 7 * 86_400_000;

const enrollment = restate.object({
  name: 'enrollment',
  handlers: {
    async step(ctx) {
      await ctx.run('write', () => writeInTransaction(pool, ctx.key));
      const before = await ctx.get('timer');
      if (before !== null) ctx.cancel(before);
      const timer = ctx.objectSendClient({ name: 'enrollment' }, ctx.key);
      ctx.set('timer', await timer.deadline(restate.rpc.sendOpts({ delay: week })).invocationId);
      return { done: true };
    },
    deadline: () => Promise.resolve({}),
  },
});
http2
  .createServer({}, restate.createEndpointHandler({ services: [enrollment] }))
  .listen(Number(needed('PORT')), '127.0.0.1');
