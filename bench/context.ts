import type { Client } from '@temporalio/client';
import type { TemporalGateway } from '../src/kit/temporal/temporal-gateway.ts';
import type { Counter } from './counts.ts';
import type { Options } from './options.ts';
import type { Progress } from './progress.ts';
import type { Population } from './seed/population.ts';
import type { Stage } from './stage.ts';

/** What every part of the run uses. */
export type Context = {
  options: Options;
  stage: Stage;
  progress: Progress;
  population: Population;
  client(): Client;
  gateway(): TemporalGateway;
  /** After Temporal was stopped and started. */
  reconnect(): Promise<void>;
  counter(): Promise<Counter>;
};
