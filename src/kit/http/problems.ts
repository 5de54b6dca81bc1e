import { type Problem, refusal } from './problem.ts';

/** The part of the error table that is the API's own. */
export const apiProblems = {
  'not-found': refusal(
    404,
    'There is no such thing here',
    'Check the address. What belongs to another agency cannot be found either.',
  ),
  'version-conflict': refusal(
    412,
    'The record has changed',
    'Read the enrollment again, look at what is new, and send the step with its present version.',
  ),
  'sent-twice': refusal(
    409,
    'The same, or its like, was sent a moment ago',
    'The first is done; this is not. Sent as it was, with "commandId" as Idempotency-Key, it is answered again; if both are meant, send this with a key of its own.',
  ),
  'version-missing': refusal(
    428,
    'Say which revision you have seen',
    'This replaces what stands there. Read it, and send its ETag as If-Match; "0" where nobody has written it yet.',
  ),
  'occurred-in-future': refusal(
    422,
    'The time lies in the future',
    'Give the time at which it happened, with its UTC offset.',
  ),
  'not-from-here': refusal(
    403,
    'A page of another site may not act for you',
    'Whoever signs in with a session sends what changes something from a page of this address, with "X-Requested-With".',
  ),
  'malformed-json': refusal(
    400,
    'The body is not JSON',
    'Send one JSON object in UTF-8, naming no member twice.',
  ),
  'unknown-field': refusal(
    400,
    'The body has an unknown field',
    'Leave it out, or check its spelling against /docs.',
  ),
  'invalid-field': refusal(
    400,
    'A field is wrong or missing',
    'Mend the fields that "errors" points at; /docs shows their form.',
  ),
  'invalid-parameter': refusal(
    400,
    'A parameter or header is wrong',
    'Mend what "errors" names; /docs shows its form.',
  ),
  'bad-cursor': refusal(
    400,
    'The cursor is not valid here',
    'Use "nextCursor" of the page before, with the same filters; or begin without a cursor.',
  ),
  'body-too-large': refusal(413, 'The body is too large', 'Send at most 256 kB.'),
  'unsupported-media-type': refusal(
    415,
    'The body is of another kind',
    'Send "Content-Type: application/json" in UTF-8, plain or gzip-encoded; a part of a file as "application/octet-stream".',
  ),
  'body-cut-off': {
    ...refusal(400, 'The body broke off', 'Nothing of it was kept. Send the part again.'),
    retryable: true,
  },
  unauthenticated: {
    ...refusal(
      401,
      'The caller is not known',
      'Send "Authorization: Bearer <token>" with a token of this system.',
    ),
    logLevel: 'warn',
  },
  'token-expired': refusal(401, 'The token has expired', 'Get a new token.'),
  forbidden: {
    ...refusal(
      403,
      'Your role may not do this',
      'Ask somebody whose role may; /docs names the roles of each operation.',
    ),
    logLevel: 'warn',
  },
  'method-not-allowed': refusal(
    405,
    'The address does not take this method',
    'Use a method that the Allow header names.',
  ),
  'client-already-enrolled': refusal(
    409,
    'The client has an open enrollment',
    'Go on with the enrollment that "enrollmentId" names.',
  ),
  'idempotency-key-reused': refusal(
    422,
    'The key was used for another request',
    'Send a new Idempotency-Key with each new request; only the same person repeats a key, with the same content.',
  ),
  'unknown-staff': refusal(
    422,
    'Nobody who could do this works here by that id',
    'Name somebody who works at your agency in the role it takes: for clients, shifts and cover a coordinator.',
  ),
  'unknown-policy': refusal(
    422,
    'No such policy is known',
    'Give the hashes of a profile and a calendar that this system holds.',
  ),
  'too-many-requests': {
    ...refusal(429, 'Too many requests at once', 'Wait for the answers under way, then go on.'),
    retryable: true,
    logLevel: 'warn',
  },
  'outcome-unknown': {
    status: 503,
    title: 'It may or may not have been recorded',
    retryable: true,
    logLevel: 'error',
    remedy:
      'Repeat the request with the "commandId" of this answer as Idempotency-Key: it is recorded at most once.',
  },
  unavailable: {
    status: 503,
    title: 'The service cannot be reached just now',
    retryable: true,
    logLevel: 'error',
    remedy:
      'Nothing was recorded. Repeat the request after the time that Retry-After names, with the same Idempotency-Key.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong on our side',
    retryable: false,
    logLevel: 'error',
    remedy: 'Tell your support the "instance" of this answer.',
  },
} satisfies Record<string, Problem>;

/** What documents of every kind are refused for. */
export const documentProblems = {
  'not-your-document': refusal(
    403,
    'The document is somebody else’s',
    'Ask its author or a supervisor to strike it out.',
  ),
  'document-struck': refusal(
    409,
    'The document was struck out',
    'It was in the wrong file. Write it anew where it belongs; here it stays as it was.',
  ),
  'document-not-final': refusal(
    409,
    'It is not signed or complete',
    'Discard a draft; only what is signed or complete is struck out.',
  ),
  'nothing-changed': refusal(
    409,
    'The document says that already',
    'Nothing is to be done: what was sent is what the newest revision holds.',
  ),
} satisfies Record<string, Problem>;
