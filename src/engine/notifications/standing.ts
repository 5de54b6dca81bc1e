/** How it stands with a message, in the words that ops read in the list, a sender's heartbeat and the metrics. */
export const unsentStandings = {
  scheduled: 'It waits for its time: the morning, or the end of a pause that the policy has.',
  due: 'Its time has come, and a sender takes it within seconds.',
  sending: 'It is in the hands of a sender for the first time.',
  failing: 'It was tried in vain, and is tried again by itself, less and less often.',
  undeliverable: 'There was nobody, or nowhere, to send it to; that is looked at again by itself.',
} as const;
export type UnsentStanding = keyof typeof unsentStandings;

/** How a message ends. */
export const endStandings = {
  sent: 'It was taken by the mail server or the webhook.',
  withheld: 'Its ground was gone before it left.',
  'given-up': 'Ops have given up on it.',
} as const;

export const standings = { ...unsentStandings, ...endStandings };
export type Standing = keyof typeof standings;
