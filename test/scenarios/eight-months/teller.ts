import type { Login } from '../../../prisma/seed/index.ts';
import type { StoryRig } from '../../support/story-rig.ts';

/** One thing that somebody does at a local time of 2037. */
export type Act = { at: string; does: (teller: Teller) => Promise<void> };

/** Tells one client's story over HTTP; what its acts have made is kept by name. */
export class Teller {
  readonly rig: StoryRig;
  readonly made = new Map<string, string>();
  at = '';

  constructor(rig: StoryRig) {
    this.rig = rig;
  }

  named(name: string): string {
    const id = this.made.get(name);
    if (id === undefined) throw new Error(`nothing is called ${name} by then`);
    return id;
  }

  get enrollment(): string {
    return `/enrollments/${this.named('enrollment')}`;
  }

  async sends(by: Login, path: string, body: object, key?: string) {
    return this.rig.sends(this.at, by, path, body, key);
  }

  /** Takes a step; `key` names it, and the thing it begins, for later steps. */
  async step(by: Login, type: string, body: object = {}, key?: string): Promise<void> {
    await this.sends(by, `${this.enrollment}/commands/${type}`, body, key);
  }

  /** Begins a document below the enrollment (or the agency) and keeps its id under the name. */
  async begins(by: Login, path: string, body: object, name: string): Promise<void> {
    const below = path.startsWith('/') ? path : `${this.enrollment}/${path}`;
    const reply = await this.sends(by, below, body, name);
    this.made.set(name, (reply.body as { documentId: string }).documentId);
  }

  /** An act on a document below the enrollment. */
  async does(by: Login, path: string, body: object): Promise<void> {
    await this.sends(by, `${this.enrollment}/${path}`, body);
  }

  async reads<T>(by: Login, path: string): Promise<T> {
    const reply = await this.rig
      .get(by, path.startsWith('/') ? path : `${this.enrollment}/${path}`)
      .expect(200);
    return reply.body as T;
  }
}

/** A step of the coordinator; the common case. */
export const step = (
  at: string,
  type: string,
  body: object | ((teller: Teller) => object | Promise<object>) = {},
  more: { by?: Login; key?: string } = {},
): Act => ({
  at,
  does: async (teller) =>
    teller.step(
      more.by ?? 'coordinator',
      type,
      typeof body === 'function'
        ? await (body as (teller: Teller) => object | Promise<object>)(teller)
        : body,
      more.key,
    ),
});

/** Anything else. */
export const act = (at: string, does: Act['does']): Act => ({ at, does });

/** `2037-03-09 10:00` and each seventh day after it, up to the last day. */
export function weekly(first: string, last: string, everyDays = 7): string[] {
  const [date = '', time = ''] = first.split(' ');
  const days: string[] = [];
  for (let day = Date.parse(date); day <= Date.parse(last); day += everyDays * 86_400_000)
    days.push(`${new Date(day).toISOString().slice(0, 10)} ${time}`);
  return days;
}
