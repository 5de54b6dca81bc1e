import { day, minute } from '../api-rig.ts';
import { type Act, nobodys, pick } from './any-act.ts';
import { ask } from './ask.ts';
import { newest, type Plan, standing } from './client.ts';
import { handOut, sendReferral, tell } from './let-go.ts';
import { read } from './read.ts';
import * as rule from './rule.ts';
import { planOf, type World } from './world.ts';
import { localDay } from '../agency-days.ts';

/** Does one thing, and says by the rule what has to come of it. */
export async function doAct(world: World, act: Act): Promise<void> {
  const { rig } = world;
  const { kind, n, m, back, content, lasts } = act;
  const mine = world.clients[act.whose];
  const other = world.clients[1 - act.whose];
  if (!mine || !other) throw new Error('there are two clients');
  rig.clock.set(world.now() + world.hour);
  const now = world.now();
  const at = now - back;
  const consent = pick(mine.consents, n);
  // Mostly one with which it can be done.
  const ready = kind === 'resubmit' ? 'returned' : 'requested';
  const inTurn = mine.asked.filter((one) => standing(one, now) === ready);
  const asked = (n % 4 > 0 && pick(inTurn, m)) || pick(mine.asked, n);
  switch (kind) {
    case 'grant': {
      const toPayer = n % 2 === 0;
      const purposes = toPayer
        ? ['authorization', 'treatment-payment-operations', 'authorization', 'care-coordination']
        : ['referral', 'treatment-payment-operations', 'care-coordination', 'locate'];
      const who = toPayer ? null : n % 4 === 1 ? world.eastSide : world.harbor;
      const purpose = pick(purposes, m) ?? '';
      return world.grant(
        mine,
        { kind: toPayer ? 'payer' : 'provider', recipient: who, purpose, content },
        { back, lasts },
      );
    }
    case 'revoke':
    case 'end': {
      const type = kind === 'revoke' ? 'revokeRelease' : 'endRelease';
      const more = kind === 'end' ? { what: 'It came.' } : {};
      const id = await world.step(mine, type, {
        about: consent?.id ?? nobodys,
        ...more,
        ...world.dated(back),
      });
      // Whoever gave it takes it back, at any time at which it was not taken back already.
      const may = consent && rule.isGiven(consent, at);
      const twice = consent && rule.isOverBy(consent, at, kind === 'revoke' ? [type] : undefined);
      if ((id !== null) !== Boolean(may && !twice)) throw new Error(`${kind}: ${id}, ${may}, ${twice}`);
      if (id !== null) consent?.over.push({ id, at, isVoid: false, type });
      world.count(id === null ? `${kind} refused` : kind);
      return;
    }
    case 'void': {
      const all = [
        ...mine.consents.flatMap((one) => [one, ...one.over]),
        ...mine.asked.flatMap((one) => [one, ...one.resent, ...one.returned, ...one.ended]),
        ...mine.referred.flatMap((one) => [...one.sent, ...one.withdrawn]),
        ...[...mine.scorings, ...mine.told],
      ];
      const one = pick(all, n * 7 + m);
      const body = { step: one?.id ?? nobodys, reason: 'Another client.' };
      const done = await world.step(mine, 'voidStep', body, 'supervisor');
      if (one && done !== null) one.isVoid = true;
      world.count(done === null ? 'void refused' : 'void');
      return;
    }
    case 'plan':
      return world.plan(mine, n % 3 > 0);
    case 'rewrite': {
      const place = n % Math.max(1, mine.plans.length);
      const mark = world.mark();
      if (m % 2 === 0) return world.planAct(mine, place, 'complete', {});
      return world.planAct(
        mine,
        place,
        'edit',
        { sections: planOf(mark).sections, signatures: planOf(mark).signatures },
        mark,
      );
    }
    case 'file':
      return world.file(mine, n % 3 === 0 ? 'letter' : 'placement-criteria');
    case 'score': {
      mine.scorings.push({ id: await world.put.scoring(mine.id, 1 + (n % 3)), at: now, isVoid: false });
      return;
    }
    case 'strike': {
      const reason = 'It is of somebody else.';
      if (n % 2 === 0) return world.planAct(mine, m % Math.max(1, mine.plans.length), 'strike', { reason });
      const file = pick(mine.files, m);
      if (!file) return;
      const path = world.put.path(mine.id, `attachments/${file.id}/strike`);
      if ((await rig.post('coordinator', path, { reason })).status < 300) file.isStruck = true;
      return;
    }
    case 'ask':
    case 'resubmit':
      return ask(world, act, { mine, other, asked: kind === 'ask' ? undefined : (asked ?? null) });
    case 'return': {
      const decided = { about: asked?.id ?? nobodys, decision: 'returned', reason: 'Send the plan.' };
      const id = await world.step(mine, 'decideAuthorization', decided, 'payer');
      if (id !== null) asked?.returned.push({ id, at: now, isVoid: false });
      world.count(id === null ? 'return refused' : 'return');
      return;
    }
    case 'withdraw': {
      if (n % 2 === 0) {
        const id = await world.step(mine, 'endAuthorization', {
          about: asked?.id ?? nobodys,
          reason: 'Not needed.',
        });
        if (id !== null) asked?.ended.push({ id, at: now, isVoid: false });
        return;
      }
      const referred = pick(mine.referred, m);
      const body = { about: referred?.id ?? nobodys, reason: 'other', note: 'Not needed.' };
      const id = await world.step(mine, 'withdrawReferral', body);
      if (id !== null) referred?.withdrawn.push({ id, at: now, isVoid: false });
      return;
    }
    case 'read':
    case 'open':
      return read(world, act, mine, other);
    case 'hand':
      return handOut(world, act, mine, other);
    case 'tell':
      return tell(world, act, mine);
    case 'refer': {
      const chosen = n % 3 === 0 ? world.eastSide : world.harbor;
      const options = [world.harbor, world.eastSide];
      await world.step(mine, 'recordChoice', {
        ...{ service: 'supportive-housing', options, chosen },
        ...{ optionsOffered: 'Both.', reasons: 'Near.' },
      });
      // Typed words are for a client without a complete plan.
      const plan = mine.plans.findLast(({ state }) => state === 'complete');
      const says = plan ? [{ what: 'sccp', id: plan.id, ...asItIs(plan) }] : [];
      const id = await world.step(mine, 'makeReferral', {
        ...{ provider: chosen, service: 'supportive-housing', internal: false },
        ...{ availabilityKnown: true, waitingDays: 3, fits: true },
        ...(plan
          ? { plan: plan.id, planNeeds: ['n1'], planServices: ['v1'], planGoals: ['g1'] }
          : {
              ...{ targetOn: '2037-09-01', reviewOn: '2037-08-01', payer: 'county' },
              ...{ presentingIssue: 'No bed.', desiredServices: 'A room.', goals: 'A lease.' },
            }),
      });
      world.count(id === null ? 'refer refused' : 'refer');
      if (id !== null)
        mine.referred.push({ id, at: now, isVoid: false, provider: chosen, says, sent: [], withdrawn: [] });
      return;
    }
    case 'send':
      return sendReferral(world, act, mine);
    case 'wait': {
      if (n % 4 === 0) rig.clock.set(now + day);
      else if (n % 4 < 3) {
        let midnight = now - (now % minute);
        while (localDay(midnight) === localDay(now)) midnight += minute;
        // The last moment of a day, or the first of the next one: the act after it is an hour on.
        rig.clock.set(midnight - world.hour - (n % 4 === 1 ? 1 : 0));
      }
      return;
    }
    case 'again':
      return world.again();
  }
}

function asItIs(plan: Plan): { revision: number; hash: string } {
  const { revision, hash } = newest(plan);
  return { revision, hash };
}
