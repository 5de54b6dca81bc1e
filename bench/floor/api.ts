// The floors behind HTTP, so that what is compared differs in the step alone: Express, no validation, no authorization.
import { randomUUID } from 'node:crypto';
import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client';
import express from 'express';
import pg from 'pg';
import { writeInTransaction } from './activities.ts';

const env = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
};

const floor = new pg.Pool({ connectionString: env('FLOOR_DATABASE_URL'), max: 10 });
const record = new pg.Pool({ connectionString: env('DATABASE_URL'), max: 10 });
const connection = await Connection.connect({ address: env('TEMPORAL_ADDRESS') });
const client = new Client({ connection, namespace: env('TEMPORAL_NAMESPACE') });

const app = express();
app.disable('x-powered-by');
app.use(express.json());
app.get('/ready', (_req, res) => void res.json({}));
app.post('/plain/:id', async (req, res) => {
  await writeInTransaction(floor, req.params.id);
  res.json({ done: true });
});
app.post('/minimal/:id', async (req, res) => {
  const bytes = await client.workflow
    .getHandle(`minimal/${req.params.id}`)
    .executeUpdate<number, [string]>('step', { args: [req.params.id], updateId: randomUUID() });
  res.json({ bytes });
});
app.post('/minimal', async (_req, res) => {
  const id = randomUUID();
  const startWorkflowOperation = new WithStartWorkflowOperation<() => Promise<void>>('minimal', {
    workflowId: `minimal/${id}`,
    taskQueue: 'floor',
    args: [],
    workflowIdConflictPolicy: 'FAIL',
  });
  await client.workflow.executeUpdateWithStart<() => Promise<void>, number, [string]>('step', {
    args: [id],
    startWorkflowOperation,
  });
  res.json({ id });
});
// The rows of a worklist by primary key, in the order in which a worklist shows them.
app.get('/select', async (req, res) => {
  const asked = req.query['ids'];
  const ids = typeof asked === 'string' ? asked.split(',') : [];
  const { rows } = await record.query({
    name: 'floor-select',
    text: `select enrollment_id, key, kind, duty, opened, due from obligation
      where enrollment_id = any($1::uuid[]) and closed_at is null order by due, key`,
    values: [ids],
  });
  res.json({ rows });
});
app.listen(Number(env('PORT')), '127.0.0.1');
