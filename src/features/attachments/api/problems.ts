import { refusal } from '../../../kit/http/problem.ts';

/** The part of the error table that files add. */
export const attachmentProblems = {
  'attachment-belongs-nowhere': refusal(
    422,
    'This client has nothing of that id to attach to',
    'Name a document or a step of this enrollment in "about", or leave it out: then it lies in the client’s file.',
  ),
  'attachment-kind-unfit': refusal(
    422,
    'The file is of no kind that is kept',
    'Attach a PDF, a picture (PNG, JPEG, HEIC), a Word document (DOCX) or plain text. What it is, its content says, not its name. Nothing of it was kept.',
  ),
  'attachment-part-unfit': refusal(
    422,
    'This is no part of the file',
    'Send each part as long as "partBytes" says, the last with what is left, and each the same again where it is repeated.',
  ),
  'attachment-part-too-large': refusal(
    413,
    'The part is too large',
    'Send the file in parts as long as "partBytes" says.',
  ),
  'attachment-unfinished': refusal(
    409,
    'The file is not whole yet',
    'Send the parts that are missing; or leave it: what nobody goes on with is given up after a day.',
  ),
  'attachment-unscanned': {
    ...refusal(
      409,
      'The file has not been scanned yet',
      'The virus scanner looks at it first. Ask again in a minute.',
    ),
    retryable: true,
  },
  'attachment-infected': refusal(
    403,
    'The virus scanner found something in this file',
    'Nobody opens it. Ask whoever sent it for another copy, and strike this one out.',
  ),
  'attachment-struck': refusal(
    409,
    'The file was struck out',
    'It is not to be used. Where it has to be looked at, a supervisor opens it.',
  ),
};
