import { createContext } from 'react';
import type { CommandType } from '../../kit/http/command.ts';

export type AboutClient = {
  enrollmentId: string;
  client: string;
  /** Puts away what stands over the page, for whoever goes elsewhere from it. */
  onLeave?: () => void;
};

/** Of which client something is told, for what can be offered beside it; null: of none. */
export const About = createContext<AboutClient | null>(null);

/** Opens the form of a step over whatever stands there, a form among it; given by the shell. */
export const OpenForm = createContext<(step: CommandType, about: AboutClient) => void>(() => undefined);
