import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseloadsTogether, privacyTogether, teamTogether } from '../../src/api/together/schemas.ts';
import { RecordUnavailableError } from '../../src/kit/reads.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

let rig: ApiRig;
/** What breaks, while a test wants it to. */
const broken = new Set<'shifts' | 'absences'>();
const breakable =
  <Args extends unknown[], Answer>(name: 'shifts' | 'absences', work: (...args: Args) => Promise<Answer>) =>
  async (...args: Args): Promise<Answer> => {
    if (!broken.has(name)) return await work(...args);
    if (name === 'absences') throw new RecordUnavailableError('planted');
    throw new TypeError('planted');
  };

beforeAll(async () => {
  rig = await createApiRig({
    with: (deps) => ({
      ...deps,
      onCall: { ...deps.onCall, shifts: breakable('shifts', deps.onCall.shifts) },
      absences: { ...deps.absences, absences: breakable('absences', deps.absences.absences) },
    }),
  });
  const id = await rig.enroll();
  await rig.assign(id);
  await rig.post('coordinator2', `/enrollments/${id}/break-glass`, { reason: 'She stands in the hall.' });
});
afterAll(() => rig?.close());

const body = async (login: Parameters<ApiRig['get']>[0], path: string) =>
  (await rig.get(login, path).expect(200)).body as Record<string, { reply?: unknown; problem?: unknown }>;

describe('what is read together', () => {
  const pages = [
    [
      'director',
      '/team/together',
      teamTogether,
      { day: '/team', onCall: '/on-call/now', reviews: '/reviews' },
    ],
    [
      'director',
      '/caseloads/together',
      caseloadsTogether,
      { caseloads: '/caseloads', absences: '/absences' },
    ],
    [
      'privacy',
      '/privacy/together?limit=100',
      privacyTogether,
      {
        waiting: '/break-glass?reviewed=false&limit=100',
        reviewed: '/break-glass?reviewed=true&limit=100',
        listsTaken: '/lists-taken?limit=100',
        shown: '/search/shown?limit=100',
      },
    ],
  ] as const;

  it.each(pages)('is what each by itself answers, for %s: %s', async (login, path, schema, parts) => {
    const together = await body(login, path);
    asSent(schema, together);
    expect(Object.keys(together).toSorted()).toEqual(Object.keys(parts).toSorted());
    for (const [name, alone] of Object.entries(parts))
      expect(together[name]?.reply, name).toEqual(await body(login, alone));
  });

  it('narrows by who, and by days, as each by itself does', async () => {
    const { supervisor } = rig.agency.staffIds;
    const asked = `limit=100&staffId=${supervisor}&from=2037-03-01&to=2037-03-02`;
    const together = await body('privacy', `/privacy/together?${asked}`);
    expect(together['waiting']?.reply).toEqual(await body('privacy', `/break-glass?reviewed=false&${asked}`));
    const taken = await body('privacy', `/lists-taken?${asked}`);
    expect(together['listsTaken']?.reply).toEqual(taken);
    const all = await body('privacy', '/privacy/together?limit=100');
    expect(all['waiting']?.reply).not.toEqual(together['waiting']?.reply);
  });

  it('loses no more than the part that fails, and says of that part why', async () => {
    broken.add('shifts');
    const { day, onCall, reviews } = await body('director', '/team/together');
    broken.clear();
    expect(day?.reply).toBeDefined();
    expect(reviews?.reply).toBeDefined();
    expect(onCall).toMatchObject({ problem: { code: 'internal', status: 500 } });
    expect(JSON.stringify(onCall)).not.toContain('planted');
    expect(rig.logs.filter((line) => line.includes('getOnCallNow')).join('\n')).toContain(
      'unexpected failure',
    );
    broken.add('absences');
    const { caseloads, absences } = await body('supervisor', '/caseloads/together');
    broken.clear();
    expect(caseloads?.reply).toBeDefined();
    expect(absences).toMatchObject({ problem: { code: 'unavailable', status: 503 } });
  });

  it('is for who may read its first part', async () => {
    expectProblem(await rig.get('coordinator', '/team/together'), 'forbidden');
    expectProblem(await rig.get('supervisor', '/privacy/together'), 'forbidden');
    expectProblem(await rig.get('payer', '/caseloads/together'), 'forbidden');
  });
});
