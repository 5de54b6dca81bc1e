import type { StepFacts } from './steps/index.ts';
import type { Instant } from '../calendar/index.ts';
import type { Actor } from './events.ts';

/** One step somebody wants recorded. */
export type Command = {
  facts: StepFacts;
  /** When it happened; left out, it is when it was asked for. */
  occurredAt?: Instant;
  /** Record it even where it meets nothing (an amendment); otherwise such a step is refused. */
  amendment?: boolean;
  /** Protected words, sealed by the API. */
  sealed?: string;
};

/** Several steps, all or none. `commandId` is the steps' identity for ever. */
export type CommandBatch = {
  commandId: string;
  by: Actor;
  commands: Command[];
  /** When it was asked for: a step that had to wait for us happened then. Left out, it is the moment it is judged. */
  askedAt?: Instant;
  /** The record's version the author had seen; a different one refuses the batch. */
  expectedVersion?: number;
  /** Hash of what was asked: the same id with another content is refused. */
  fingerprint: string;
};
