import type { PlannedCommand, PlannedDocument, PlannedStart } from './requests.ts';

/** A referral beside the plan, for a command that must not wait behind others. */
export function spareStart(n: number): PlannedStart {
  const enrollment = firstSpare + n;
  return {
    kind: 'start',
    ...{ key: `spare-${n}`, enrollment, by: 'supervisor', level: 'steady', emergency: false },
    ...{ secondsAgo: 0, copies: 1 },
  };
}

/** No plan has so many. */
const firstSpare = 1_000_000;

/** A command beside the plan: it makes sense at any time, and is sent only once. */
export function spareCommand(key: string, enrollment: number): PlannedCommand {
  return {
    kind: 'command',
    ...{ key, enrollment, by: 'supervisor', copies: 1, whenUnknown: 'leaves', nonsense: false },
    steps: [
      {
        type: 'logContact',
        ...{ secondsAgo: null, amendment: false, words: { note: `Words of ${key}.` } },
        facts: { with: 'client', mode: 'phone', outcome: 'reached' },
      },
    ],
  };
}

/** A document beside the plan: asked for until somebody answers. */
export function spareDocument(key: string, enrollment: number): PlannedDocument {
  return {
    ...{ kind: 'document', of: 'contact-information' },
    ...{ key, enrollment, by: 'supervisor', copies: 1, whenUnknown: 'asks-again' },
  };
}
