import { type Answers, type Instrument, instruments, wrongAnswers } from '../instruments/index.ts';
import { contentHash } from '../../../kit/content-hash.ts';

/** Every version of every instrument, under the hash that names it. */
export const instrumentVersions: ReadonlyMap<string, Instrument> = new Map(
  instruments.map((instrument) => [contentHash(instrument), instrument]),
);

/** What does not fit together in the body of a `recordInstrument`, by field. */
export function wrongInstrument(body: Record<string, unknown>): { field: string; detail: string }[] {
  const instrument = instrumentVersions.get(String(body['version']));
  if (!instrument || instrument.id !== body['instrument'])
    return [{ field: 'version', detail: 'must be a version of that instrument; /instruments lists them' }];
  if (!instrument.points.some((point) => point === body['point']))
    return [{ field: 'point', detail: `must be one of: ${instrument.points.join(', ')}` }];
  const { answers, outcome } = body as { answers?: Answers; outcome?: string };
  if (outcome === 'refused')
    return answers ? [{ field: 'answers', detail: 'must be left out where the client refused' }] : [];
  if (!answers) return [{ field: 'answers', detail: 'is missing: the answers of the client' }];
  return wrongAnswers(instrument, answers).map(({ item, detail }) => ({ field: `answers.${item}`, detail }));
}
