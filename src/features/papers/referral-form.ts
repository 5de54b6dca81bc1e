import { type Paper, section } from '../../engine/documents/paper.ts';
import type { PaperTexts } from './words.ts';
import type { Transmittal } from '../referrals/transmittal.ts';

/**
 * RF-2: what a provider is told, and nothing beyond: no number of the client, no birth date, no document's name. It goes under the
 * client's release, whose scope and last day stand below it with the notice of 42 CFR 2.32.
 */
export function referralPaper(
  { referral: words, disclosure, day }: PaperTexts,
  told: Transmittal,
  until: string,
): Paper {
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
              ...(told.payerAsked === null ? [] : [[words.payerAsked, told.payerAsked] as const]),
              [words.target, day(told.targetOn)],
              [words.review, day(told.reviewOn)],
              [words.caseManager, told.caseManager || null],
            ],
          },
        ],
      },
      section(disclosure.title, [
        { type: 'text', text: `${disclosure.byRelease(day(until))}.` },
        { type: 'text', text: disclosure.notice },
      ]),
    ],
  };
}
