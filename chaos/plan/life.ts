import type { CommandType } from '../../src/kit/http/command.ts';
import type { Login } from '../../prisma/seed/index.ts';
import type { CourseStep } from './courses.ts';

/** What has been asked of one enrollment so far. */
export type Life = {
  /** The keys of its commands. */
  known: string[];
  /** The course it is in the middle of. */
  under: { left: CourseStep[]; keys: Map<CommandType, string> } | null;
  /** Who has the client, if all went by the plan. */
  coordinator: Login | null;
};
