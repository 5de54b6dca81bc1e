import {
  listOf,
  type Paper,
  type PaperBlock,
  type PaperField,
  section,
} from '../../engine/documents/paper.ts';
import type { Release } from '../releases/state.ts';
import type { PaperClient } from './papers.ts';
import type { PaperTexts } from './words.ts';

/** A release that was recorded, with what was written of it. */
export type ReleaseOnPaper = { release: Release; words: Record<string, unknown>; inForce: boolean };

/**
 * RF-3: a release with the elements of 42 CFR 2.31: one that was recorded, with a line to sign on where it is signed on paper; or,
 * of null, one to be filled in and signed.
 */
export function releasePaper(texts: PaperTexts, client: PaperClient, given: ReleaseOnPaper | null): Paper {
  const { release: words, about, day, disclosure } = texts;
  return {
    ...{ title: words.title, form: 'letter', mark: null },
    notice: given === null || given.inForce ? null : words.over,
    about: [
      [about.client, client.name],
      [about.birthDate, client.birthDate && day(client.birthDate)],
    ],
    sections: [
      section(words.agreed, given === null ? toFillIn(texts) : agreed(texts, given)),
      section(words.right, [
        { type: 'text', text: words.rightText },
        ...(given === null ? [] : fields([[words.told, said(given, 'revocationTold')]])),
      ]),
      section(words.signature, given === null ? toSign(texts) : signed(texts, given)),
      section(words.notice, [{ type: 'text', text: disclosure.notice }]),
    ],
  };
}

const fields = (all: readonly PaperField[]): PaperBlock[] => [{ type: 'fields', fields: all }];

function said({ words }: ReleaseOnPaper, name: string): string | null {
  const text = words[name];
  return typeof text === 'string' && text !== '' ? text : null;
}

function agreed({ release: words, disclosure, day }: PaperTexts, given: ReleaseOnPaper): PaperBlock[] {
  const { recipientKind, purpose, content, expiry = 'date', expiresOn } = given.release;
  const address = said(given, 'recipientAddress');
  const what = said(given, 'expiryWords');
  return fields([
    [words.discloser, said(given, 'discloser')],
    [words.recipient, said(given, 'recipientName') ?? disclosure.recipients[recipientKind]],
    ...(address === null ? [] : [[words.address, address] as const]),
    [words.purpose, disclosure.purposes[purpose]],
    [words.content, content.map((one) => disclosure.contents[one]).join(', ')],
    [words.substanceUse, said(given, 'substanceUse')],
    [words.expiry, what === null ? words.ends[expiry] : `${words.ends[expiry]}: ${what}`],
    [words.lastDay, day(expiresOn)],
  ]);
}

function signed({ release: words, day }: PaperTexts, given: ReleaseOnPaper): PaperBlock[] {
  const { signer, authority, signature, signedOn } = given.release;
  const name = said(given, 'signerName');
  const on = signedOn === undefined ? null : day(signedOn);
  return [
    ...fields([
      [words.signer, signer === undefined ? null : words.signing[signer]],
      [words.name, name],
      ...(authority === undefined ? [] : [[words.authority, words.authorities[authority]] as const]),
      [words.signedOn, on],
    ]),
    {
      type: 'signatures',
      lines: [
        {
          role: words.signing[signer ?? 'client'],
          // What was typed on a screen is the signature; of a paper the paper has it.
          signed: signature === 'on-screen' && name !== null && on !== null ? `${name}, ${on}` : null,
        },
      ],
    },
  ];
}

function toFillIn({ release: words, disclosure }: PaperTexts): PaperBlock[] {
  const choices = (all: Record<string, string>) => listOf(Object.values(all).map(words.choice));
  const item = (title: string, blocks: PaperBlock[]): PaperBlock => ({ type: 'item', title, blocks });
  return [
    ...fields([
      [words.discloser, words.blank],
      [words.recipient, words.blank],
      [words.address, words.blank],
    ]),
    item(words.purpose, choices(disclosure.purposes)),
    item(words.content, [...choices(disclosure.contents), { type: 'text', text: words.separate }]),
    ...fields([
      [words.substanceUse, words.blank],
      [words.expiry, words.blank],
      [words.lastDay, words.blank],
    ]),
  ];
}

function toSign({ release: words }: PaperTexts): PaperBlock[] {
  const { client, representative } = words.signing;
  return [
    { type: 'signatures', lines: [client, representative].map((role) => ({ role, signed: null })) },
    ...fields([[words.authority, words.blank]]),
  ];
}
