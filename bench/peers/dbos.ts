// A step on DBOS: one parked workflow an enrollment takes a message, writes one row in a step, and answers by an event.
// Its packages are those of the folder that THROUGHLINE_PEERS names.
import express from 'express';
import pg from 'pg';
import { writeInTransaction } from '../floor/activities.ts';
import { fromPeers, needed } from './packages.ts';

type Workflow<A extends unknown[]> = (...args: A) => Promise<void>;
type Dbos = {
  setConfig(config: object): void;
  registerWorkflow<A extends unknown[]>(workflow: Workflow<A>, options: { name: string }): Workflow<A>;
  launch(): Promise<void>;
  startWorkflow<A extends unknown[]>(
    workflow: Workflow<A>,
    options: { workflowID: string },
  ): (...args: A) => Promise<unknown>;
  runStep(work: () => Promise<void>, options: { name: string }): Promise<void>;
  recv(topic: string, timeoutSeconds: number): Promise<number | null>;
  send(id: string, message: number, topic: string): Promise<void>;
  setEvent(key: string, value: number): Promise<void>;
  getEvent(id: string, key: string, timeoutSeconds: number): Promise<number | null>;
};

const { DBOS } = (await fromPeers('@dbos-inc/dbos-sdk')) as { DBOS: Dbos };
const pool = new pg.Pool({ connectionString: needed('FLOOR_DATABASE_URL'), max: 16 });
DBOS.setConfig({
  name: 'bench',
  systemDatabaseUrl: needed('PEER_DATABASE_URL'),
  systemDatabasePoolSize: 20,
  logLevel: 'error',
});

const week = 7 * 86_400;
const enrollment = DBOS.registerWorkflow(
  async (id: string): Promise<void> => {
    for (;;) {
      const step = await DBOS.recv('step', week);
      if (step === null) return;
      await DBOS.runStep(() => writeInTransaction(pool, id), { name: 'write' });
      await DBOS.setEvent(`done-${step}`, step);
    }
  },
  { name: 'enrollment' },
);
await DBOS.launch();

const steps = new Map<string, number>();
const app = express();
app.get('/ready', (_req, res) => void res.json({}));
app.post('/step/:id', async (req, res) => {
  const { id } = req.params;
  const step = (steps.get(id) ?? 0) + 1;
  steps.set(id, step);
  if (step === 1) await DBOS.startWorkflow(enrollment, { workflowID: id })(id);
  await DBOS.send(id, step, 'step');
  if ((await DBOS.getEvent(id, `done-${step}`, 60)) !== step) throw new Error('no answer');
  res.json({ step });
});
app.listen(Number(needed('PORT')), '127.0.0.1');
