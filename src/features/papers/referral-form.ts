import type { Paper } from '../../engine/documents/paper.ts';
import type { PaperTexts } from './words.ts';
import type { Transmittal } from '../referrals/transmittal.ts';

/** RF-2: what a provider is told, and nothing beyond: no number of the client, no birth date, no document's name. */
export function referralPaper({ referral: words, day }: PaperTexts, told: Transmittal): Paper {
  return {
    ...{ title: words.title, form: 'letter', notice: null, mark: null },
    about: [
      [words.receivingAgency, told.receivingAgency || null],
      [words.client, told.clientName || null],
      [words.made, day(told.madeOn)],
      [words.sent, day(told.sentOn)],
    ],
    sections: [
      {
        title: words.what,
        blocks: [
          {
            type: 'fields',
            fields: [
              [words.presentingIssue, told.presentingIssue || null],
              [words.desiredServices, told.desiredServices || null],
              [words.goals, told.goals || null],
              [words.payer, told.payer],
              [words.target, day(told.targetOn)],
              [words.review, day(told.reviewOn)],
              [words.caseManager, told.caseManager || null],
            ],
          },
        ],
      },
    ],
  };
}
