import type { CommandType } from '../../src/kit/http/command.ts';
import type { Login } from '../../prisma/seed/index.ts';
import type { CourseStep } from './courses.ts';

/** How far a client is on the way to the other agency; the keys of the release and of the offer. */
export type Leaving = { next: 'index' | 'release' | 'offer' | 'answer'; release: string; offer: string };

/** What has been asked of one enrollment so far. */
export type Life = {
  /** The keys of its commands. */
  known: string[];
  /** The course it is in the middle of. */
  under: { left: CourseStep[]; keys: Map<CommandType, string> } | null;
  /** Who has the client, if all went by the plan. */
  coordinator: Login | null;
  /** On the way to the other agency; null: not to go there. */
  leaving: Leaving | null;
};
