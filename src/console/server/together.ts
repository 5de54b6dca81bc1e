import type { z } from 'zod';
import type { caseloadsTogether, privacyTogether, teamTogether } from '../../api/together/schemas.ts';
import type { Problem } from './request.ts';
import type { Reading } from './use-read.ts';

export type TeamTogether = z.input<typeof teamTogether>;
export type CaseloadsTogether = z.input<typeof caseloadsTogether>;
export type PrivacyTogether = z.input<typeof privacyTogether>;

type Part<Reply> = { reply?: Reply | undefined; problem?: Problem | undefined };

/** One of the parts that were read together, as if it had been read by itself. */
export function partOf<Whole extends object, Name extends keyof Whole>(
  { reply, problem }: Reading<Whole>,
  name: Name,
): Reading<Whole[Name] extends Part<infer Reply> | undefined ? Reply : never> {
  const part = reply?.[name] as Part<never> | undefined;
  return { reply: part?.reply, problem: part?.problem ?? problem };
}

/** What is wrong with the parts, each thing once: it is mostly the same with all of them. */
export function troublesOf(...readings: readonly Reading<unknown>[]): Problem[] {
  const all = readings.flatMap(({ problem }) => problem ?? []);
  return all.filter(({ code }, n) => all.findIndex((one) => one.code === code) === n);
}
