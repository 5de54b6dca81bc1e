import pc from 'picocolors';

export type Level = 'ok' | 'warn' | 'fail';

/** One line of the report: what was looked at, what was found, and what to do about it. */
export interface Finding {
  level: Level;
  about: string;
  found: string;
  /** Left out when all is well. */
  todo?: string;
}

export const ok = (about: string, found: string): Finding => ({ level: 'ok', about, found });
export const warn = (about: string, found: string, todo: string): Finding => ({
  level: 'warn',
  about,
  found,
  todo,
});
export const fail = (about: string, found: string, todo: string): Finding => ({
  level: 'fail',
  about,
  found,
  todo,
});

const colour = { ok: pc.green, warn: pc.yellow, fail: pc.red };

export function findingText({ level, about, found, todo }: Finding): string {
  const line = `${colour[level](level.padEnd(5))} ${about.padEnd(24)} ${found}`;
  return todo === undefined ? line : `${line}\n${' '.repeat(31)}${pc.bold('→')} ${todo}`;
}
