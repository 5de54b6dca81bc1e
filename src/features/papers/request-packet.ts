import {
  listOf,
  type Paper,
  type PaperBlock,
  type PaperBody,
  type PaperEntry,
  type PaperField,
  section,
  tableOf,
} from '../../engine/documents/paper.ts';
import { together } from '../authorizations/together.ts';
import { beforePayerSince, type Enclosed } from '../authorizations/packet.ts';
import { requestOf, type WaitingRequest } from '../authorizations/requests.ts';
import { usedOf } from '../authorizations/state.ts';
import { carePlanPaper } from './care-plan.ts';
import { boundBody, clientFields, type PaperClient, shortOf } from './papers.ts';
import { type RequestHistory, requestHistory } from './request-history.ts';
import type { PaperTexts } from './words.ts';

/** A request to the payer with what went with it, and what it takes to put that on paper. */
export type RequestOnPaper = RequestHistory & {
  client: PaperClient;
  enclosures: readonly Enclosed[];
  /** Names of a family's members, by their ids. */
  members: ReadonlyMap<string, string>;
};

/** AU-2, AU-3, AC-2: a request, what came of it, and what was enclosed as it was then, behind an index. */
export function requestPaper(texts: PaperTexts, source: RequestOnPaper): Paper {
  const { request: words } = texts;
  const { client, one } = source;
  const { id } = requestOf(one);
  const { state } = one.type === 'authorization' ? one.authorization : one.extension;
  const fields = (all: PaperField[]): PaperBlock[] => [{ type: 'fields', fields: all }];
  return {
    ...{ title: words.title, form: 'letter', notice: null, mark: `${client.reference}, ${id}` },
    about: [...clientFields(texts, client), [words.number, id], [words.state, words.states[state]]],
    sections: [
      section(words.request, fields(asked(texts, source))),
      section(words.granted, granted(texts, one).map(fields).flat()),
      section(words.history, tableOf(words.historyColumns, requestHistory(texts, source))),
    ],
    bound: {
      title: words.index,
      entries: together(source.enclosures).map((all) => entry(texts, source, all)),
    },
  };
}

function asked(texts: PaperTexts, { one, details, names, local }: RequestOnPaper): PaperField[] {
  const { request: words, day } = texts;
  const request = requestOf(one);
  const of = one.authorization?.request.facts;
  const { units, through } = one.type === 'authorization' ? one.authorization.asked : one.extension.asked;
  const { initial, documents = [], enclosed } = request.facts;
  const since = beforePayerSince(one);
  const why = details.get(request.id)?.['justification'];
  return [
    [words.kind, words.kinds[one.type]],
    [words.service, of?.service ?? null],
    [words.provider, of?.provider ?? null],
    [words.units, String(units)],
    ...(one.type === 'authorization' ? [[words.from, day(one.authorization.asked.from)] as const] : []),
    [words.through, day(through)],
    [words.initial, initial ? texts.yes : texts.no],
    [words.justification, typeof why === 'string' ? why : null],
    // What was sent before enclosures had names says their kinds alone.
    ...(enclosed === undefined && documents.length > 0
      ? [[words.kindsNamed, documents.map((document) => words.documents[document]).join(', ')] as const]
      : []),
    [words.by, `${names.get(request.by) ?? ''}, ${day(local(request.at))}`],
    ...(since === request.at ? [] : [[words.since, day(local(since))] as PaperField]),
  ];
}

/** Of the authorization that it is about, at present; none where nothing is. */
function granted({ request: words, day }: PaperTexts, { authorization }: WaitingRequest): PaperField[][] {
  if (!authorization?.granted) return [];
  const { units, from, through } = authorization.granted;
  return [
    [
      [words.unitsGranted, String(units)],
      [words.from, day(from)],
      [words.through, day(through)],
      [words.unitsUsed, String(usedOf(authorization))],
    ],
  ];
}

type Several = [Enclosed, ...Enclosed[]];

function entry(texts: PaperTexts, source: RequestOnPaper, all: Several): PaperEntry {
  const { request: words, day } = texts;
  const [{ id, revision, hash, sentAt, current, withheld, file }] = all;
  const on = day(source.local(sentAt).slice(0, 10));
  const kinds = all.map(({ document }) => words.documents[document]).join(', ');
  return {
    title: file ? `${kinds}: ${file.fileName}` : kinds,
    below: [
      words.id(id),
      ...(revision === undefined ? [] : [words.revision(revision)]),
      ...(hash === undefined ? [] : [words.fingerprint(shortOf(hash))]),
      current ? words.sent(on) : words.sentBefore(on),
      ...(file ? [words.file(file.mediaType, Math.ceil(file.bytes / 1_000))] : []),
      ...(withheld === null ? [] : [words.withheld[withheld]]),
    ].join(', '),
    body: bodyOf(texts, source, all[0]),
  };
}

/** What is read of it here; null for a file, which is a paper of its own, and for what nobody is to use any more. */
function bodyOf(texts: PaperTexts, source: RequestOnPaper, one: Enclosed): PaperBody | null {
  const { request: words, day } = texts;
  const { plan, index, meeting } = one;
  const on = (instant: number) => day(source.local(instant));
  if (plan) {
    const { content, state, revision, hash, writtenAt } = plan;
    const writtenOn = source.local(writtenAt).slice(0, 10);
    const { client, members } = source;
    const then = { plan: content, state, revision, hash, writtenOn, client, members };
    return boundBody(texts, client, carePlanPaper(texts, then));
  }
  if (index) {
    const rows = index.answers.map(({ asks, points, means }) => [asks, String(points), means]);
    return {
      notice: null,
      about: [
        [words.form, index.form],
        [words.score, String(index.score)],
        [words.scored, on(index.at)],
      ],
      sections: [section(words.answers, tableOf(words.answerColumns, rows))],
    };
  }
  if (!meeting) return null;
  const next = meeting.nextSteps.map(({ what, who, by }) => [what, who, by === undefined ? '' : day(by)]);
  return {
    notice: null,
    about: [
      [words.met, on(meeting.at)],
      [words.summary, meeting.summary],
    ],
    sections: [
      section(words.decisions, listOf(meeting.decisions)),
      section(words.next, tableOf(words.nextColumns, next)),
    ],
  };
}
