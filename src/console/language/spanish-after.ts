import details from './es/details.json' with { type: 'json' };
import imports from './es/imports.json' with { type: 'json' };
import instruments from './es/instruments.json' with { type: 'json' };
import numbers from './es/numbers.json' with { type: 'json' };
import problems from './es/problems.json' with { type: 'json' };
import reasons from './es/reasons.json' with { type: 'json' };
import sourcesAfter from './es/sources-after.json' with { type: 'json' };
import steps from './es/steps.json' with { type: 'json' };
import values from './es/values.json' with { type: 'json' };
import { joined, type ServerWords } from './server-words.ts';
import { serverWords } from './spanish.ts';

export const allServerWords: ServerWords = {
  ...serverWords,
  named: joined([serverWords.named, instruments, numbers, problems, steps]),
  texts: {
    ...{ ...serverWords.texts, details, imports, reasons },
    // Of staff, caseloads and numbers: no client's duty rests on them.
    sources: { ...serverWords.texts.sources, ...sourcesAfter },
  },
  values,
};
