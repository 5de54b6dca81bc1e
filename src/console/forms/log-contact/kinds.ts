import type { ContactMode, ContactOutcome } from '../../../engine/policy/terms.ts';

type Contact = { mode: ContactMode; outcome: ContactOutcome };

/** What one says of a contact in a word; each is one choice, the usual ones first. */
export const contactKinds = {
  visit: { mode: 'face-to-face', outcome: 'reached' },
  call: { mode: 'phone', outcome: 'reached' },
  noAnswer: { mode: 'phone', outcome: 'attempted' },
  noShow: { mode: 'face-to-face', outcome: 'no-show' },
  video: { mode: 'video', outcome: 'reached' },
  text: { mode: 'text', outcome: 'reached' },
} satisfies Record<string, Contact>;

export type ContactKind = keyof typeof contactKinds;
export const contactKindNames = Object.keys(contactKinds) as ContactKind[];

/** Whether somebody was spoken with, so that there is something to note. */
export const isReached = (kind: ContactKind): boolean => contactKinds[kind].outcome === 'reached';
