import { describe, expect, it } from 'vitest';
import type { Paper } from '../../../../src/engine/documents/paper.ts';
import { releasePaper } from '../../../../src/features/papers/release-form.ts';
import type { Release } from '../../../../src/features/releases/state.ts';
import { english } from '../../../../src/features/papers/words.ts';
import { releasableContents, releasePurposes } from '../../../../src/engine/record/steps/releases.ts';
import { signedWords } from '../../../../prisma/seed/index.ts';

const client = { name: 'Łukasz José', reference: 'C-1', birthDate: '1990-04-09', coordinator: 'Theo' };
const words = { ...signedWords, recipientName: 'Vliet House', signerName: 'Łukasz José' };
const release: Release = {
  ...{ id: 'r', grantedAt: 0, grantedBy: 's', revokedAt: null, endedAt: null },
  ...({ recipient: 'v', recipientKind: 'provider', purpose: 'referral' } as const),
  ...{ content: ['identity', 'goals'], signedOn: '2037-03-02', expiresOn: '2037-12-31' },
  ...({ expiry: 'date', signer: 'client', signature: 'on-paper' } as const),
};
const paperOf = (changes: object = {}, more: object = {}, inForce = true) =>
  releasePaper(english, client, {
    ...{ release: { ...release, ...changes }, words: { ...words, ...more }, inForce },
  });
const fieldsOf = ({ about, sections }: Paper) =>
  Object.fromEntries([
    ...about,
    ...sections.flatMap(({ blocks }) => blocks.flatMap((one) => (one.type === 'fields' ? one.fields : []))),
  ]);
const signatures = ({ sections }: Paper) =>
  sections.flatMap(({ blocks }) => blocks.flatMap((one) => (one.type === 'signatures' ? one.lines : [])));

describe('the release on paper', () => {
  it('[RF-3] has every element of 42 CFR 2.31, the notice of 2.32, and a line to sign on', () => {
    const paper = paperOf();
    expect(fieldsOf(paper)).toEqual({
      ...{ Client: 'Łukasz José', 'Date of birth': '04/09/1990', 'Who may tell': signedWords.discloser },
      ...{ 'To whom': 'Vliet House', 'What for': 'Referral' },
      What: 'who the client is, and that they are one, goals',
      'Of substance use disorder information': signedWords.substanceUse,
      ...{ 'It ends': 'On its last day', 'At the latest at the end of': '12/31/2037' },
      'How this was said': signedWords.revocationTold,
      ...{ 'Signed by': 'Client', Name: 'Łukasz José', 'Signed on': '03/02/2037' },
    });
    const texts = paper.sections.flatMap(({ blocks }) =>
      blocks.flatMap((one) => (one.type === 'text' ? one.text : [])),
    );
    expect(texts).toEqual([english.release.rightText, english.disclosure.notice]);
    expect(signatures(paper)).toEqual([{ role: 'Client', signed: null }]);
    expect(paper.notice).toBeNull();
  });

  it('[RF-3] names who signed for the client, for whom it is, and the event it ends with', () => {
    const paper = paperOf(
      { signer: 'representative', authority: 'guardian', signature: 'on-screen', expiry: 'event' },
      { expiryWords: 'She moves out', recipientAddress: '2 Vliet Street', signerName: 'Ann José' },
    );
    expect(fieldsOf(paper)).toMatchObject({
      ...{ Address: '2 Vliet Street', 'By what they may sign': 'guardian', Name: 'Ann José' },
      'It ends': 'When this has happened: She moves out',
    });
    expect(signatures(paper)).toEqual([
      { role: 'Representative of the client', signed: 'Ann José, 03/02/2037' },
    ]);
  });

  it('[RF-3] says of one that is over that nothing may be told under it', () => {
    expect(paperOf({}, {}, false).notice).toBe(english.release.over);
  });

  it('[RF-3] to be filled in lets everything be chosen, and is signed by the client or for them', () => {
    const paper = releasePaper(english, client, null);
    const items = paper.sections.flatMap(({ blocks }) =>
      blocks.flatMap((one) => (one.type === 'item' ? one.blocks : [])),
    );
    const choices = items.flatMap((one) => (one.type === 'list' ? one.items : []));
    expect(choices).toHaveLength(releasePurposes.length + releasableContents.length);
    expect(Object.keys(fieldsOf(paper)).toSorted()).toEqual(
      [
        ...['Client', 'Date of birth', 'Who may tell', 'To whom', 'Address', 'It ends'],
        ...['Of substance use disorder information', 'At the latest at the end of', 'By what they may sign'],
      ].toSorted(),
    );
    expect(signatures(paper).map(({ role }) => role)).toEqual(['Client', 'Representative of the client']);
  });

  it('[RF-3] of what was recorded before its elements were asked for says that they are not on record', () => {
    const { expiry: _, signer: __, signature: ___, signedOn: ____, ...older } = release;
    const paper = releasePaper(english, client, { release: older, words: {}, inForce: true });
    expect(fieldsOf(paper)).toMatchObject({ 'To whom': 'A provider', 'Who may tell': null, Name: null });
  });
});
