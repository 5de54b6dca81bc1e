import { formatLocalDate } from '../../../engine/calendar/index.ts';
import type { Policy } from '../../../engine/policy/profile.ts';
import { lastDayOfAppeal } from '../extension-checks.ts';
import { answerTo, requestOf, type WaitingRequest } from '../requests.ts';
import { beforePayerSince } from '../packet.ts';
import { usedOf } from '../state.ts';
import { renderEnclosed, renderHistory } from './render.ts';
import type { TitleOf } from '../../../kit/duty-titles.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { toldBy } from '../../../kit/http/register-route.ts';
import { renderClient } from '../../../kit/http/reply-parts.ts';

type Requested = Awaited<ReturnType<RouteContext['reads']['requested']>>;
type Row = Requested['rows'][number];

type Shown = {
  names: Requested['names'];
  titleOf: TitleOf;
  /** Whether the reader knows clients by their names. */
  named: boolean;
  policy: Policy | null;
  now: number;
};

/** A request as the payer reads it, with its history. */
export function renderRequest(one: WaitingRequest, row: Row, { names, titleOf, named, policy, now }: Shown) {
  const { steps, details, owed, enrollmentId, client, coordinatorId, profileHash } = row;
  const told = toldBy({ steps, details: new Map(Object.entries(details)), names });
  const request = requestOf(one);
  const { step: answeredBy, duty: kind } = answerTo[one.type];
  // What was asked for before requests had a name of their own owes one decision for all of them.
  const decision = owed.find((it) => it.kind === kind && (it.focus === request.id || it.focus === null));
  const asked = one.type === 'authorization' ? one.authorization : one.extension;
  const facts = one.authorization?.request.facts;
  const appealable = policy && lastDayOfAppeal(policy, now);
  return {
    ...told.mark(request.id, request.at),
    ...{ enrollmentId, client: renderClient(client, named), type: one.type, state: asked.state },
    coordinator: coordinatorId === null ? null : told.author(coordinatorId),
    by: told.author(request.by),
    service: facts?.service ?? null,
    provider: facts?.provider ?? null,
    initial: one.type === 'authorization' && one.authorization.request.facts.initial,
    documents: request.facts.documents ?? [],
    enclosed: renderEnclosed(request.facts.enclosed),
    need: facts?.need ?? null,
    asked: { from: null, ...asked.asked },
    granted: one.authorization?.granted ?? null,
    unitsUsed: one.authorization ? usedOf(one.authorization) : 0,
    since: beforePayerSince(one),
    appealIfNow: appealable === null ? null : formatLocalDate(appealable),
    ...{ kind, title: titleOf(kind, profileHash), duty: decision?.duty ?? null },
    ...{ due: decision?.due ?? null, answeredBy },
    ...renderHistory(asked, told),
  };
}
