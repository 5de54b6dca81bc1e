import { type Act, nobodys, pick, type Wish } from './any-act.ts';
import { type Asked, type Client, type Enclosed, everything, foundIn, itemOf, standing } from './client.ts';
import * as rule from './rule.ts';
import type { World } from './world.ts';
import { localDay } from '../agency-days.ts';

/** A request to the payer. `asked`: what is sent again; left out, it is a request of its own. */
export async function ask(
  world: World,
  { n, back, wishes: wished }: Act,
  { mine, other, asked }: { mine: Client; other: Client; asked: Asked | null | undefined },
): Promise<void> {
  const [now, at] = [world.now(), world.now() - back];
  const documents = [
    'sccp',
    'placement-criteria',
    ...(n % 3 === 0 ? ['acuity-index'] : []),
    ...(n % 5 === 0 ? ['other'] : []),
  ];
  const named = documents.map((document, place) =>
    nameOf(document, wished[place] ?? 'now', { mine, other, n }),
  );
  const found = named.map((one) => foundIn(mine, one));
  const faults = found.filter((one) => typeof one === 'string');
  const enclosed = found.filter((one): one is Enclosed => typeof one !== 'string');
  const telling = {
    ...{ kind: 'payer', id: null, purposes: ['authorization'] },
    content: rule.requestTells(documents),
  };
  const by = mine.consents.filter((one) => rule.lets(one, telling, at, now));
  const turn = asked && standing(asked, at);
  const reasons = [
    ...faults,
    ...(by.length === 0 ? ['release-missing'] : []),
    ...(asked === null || turn === 'unknown' ? ['unknown-authorization'] : []),
    ...(turn === 'ended' || turn === 'requested' ? ['authorization-out-of-turn'] : []),
  ];
  const mark = world.mark();
  const [type, body] =
    asked === undefined
      ? [
          'requestAuthorization',
          {
            ...{ service: `RSS-${world.mark().replaceAll(/\D/g, '')}`, units: 10, initial: true },
            ...{ from: localDay(at), through: '2037-12-31', justification: mark },
          },
        ]
      : ['resubmitAuthorization', { about: asked?.id ?? nobodys, justification: mark }];
  const whole = { ...body, enclosed: named, ...world.dated(back) };
  const sent = await world.leaves(
    asked === undefined ? 'ask' : 'resubmit',
    (key) =>
      world.rig.post('coordinator', `/enrollments/${mine.id}/commands/${type}`, whole, {
        'Idempotency-Key': key,
      }),
    reasons,
    (stepId) => [
      {
        ...{ enrollmentId: mine.id, way: 'request', to: ['payer', null], content: telling.content },
        items: [{ what: type, id: stepId }, ...enclosed.map(itemOf)],
        ...{ releases: by.map(({ id }) => id), law: null, stepId, at },
      },
    ],
  );
  if (!sent) return;
  const sending = { id: sent.stepId ?? '', at, isVoid: false, enclosed };
  if (asked) asked.resent.push(sending);
  else mine.asked.push({ ...sending, mark, resent: [], returned: [], ended: [] });
}

function nameOf(
  document: string,
  wish: Wish,
  { mine, other, n }: { mine: Client; other: Client; n: number },
) {
  const unknown = { document, id: nobodys };
  const usable = everything(mine, document).findLast(
    ({ id }) => typeof foundIn(mine, { document, id }) !== 'string',
  );
  switch (wish) {
    case 'now':
    case 'bare': {
      const found = usable && foundIn(mine, { document, id: usable.id });
      if (!found || typeof found === 'string') return unknown;
      const { id, hash } = found;
      return { document, id, ...(hash === undefined || wish === 'bare' ? {} : { hash }) };
    }
    case 'old': {
      // Struck out, overtaken, or with other words than its author saw.
      const gone = everything(mine, document).filter(
        ({ id, hash }) =>
          foundIn(mine, { document, id, ...(hash === undefined ? {} : { hash }) }) === 'enclosure-changed',
      );
      const { id, hash } = usable ?? {};
      const reworded = id === undefined || hash === undefined ? [] : [{ document, id, hash: '0'.repeat(64) }];
      return pick([...gone, ...reworded], n) ?? unknown;
    }
    case 'foreign':
      return pick(everything(other, document), n) ?? unknown;
    case 'unknown':
      return unknown;
  }
}
