import { describe, expect, it } from 'vitest';
import { operationsFor } from '../../../src/api/permissions.ts';
import { problemCodes } from '../../../src/api/problems.ts';
import { hasForm } from '../../../src/console/forms/registry.ts';
import { offeredOf, pathOf, remedies } from '../../../src/console/parts/remedies.ts';
import { pages, pagesOf } from '../../../src/console/shell/pages.ts';
import { everyone } from '../../../src/kit/http/roles.ts';

const written = 'It is mended in the form that was refused, where the words are again.';
const others = 'It is somebody else’s to do, and the words say whose.';
const program = 'Programs alone are answered so: the console does not send it.';

/** Refusals for which the console has nothing to press, with the reason. */
const nothing: Record<string, string> = {
  ...because(
    written,
    `occurred-in-future invalid-field invalid-parameter error-dated-back unknown-level review-date-out-of-range
    deadline-not-later end-not-later beyond-calendar another-on-record identity-inconsistent appointment-in-past
    appointment-not-yet locate-end-missing roster-member-repeated household-inconsistent authorization-dates
    decision-exceeds-request letter-date-missing letter-date-impossible units-missing decision-incomplete
    procedure-code-missing not-the-identified-patient release-expired
    consent-signed-later release-not-signed release-too-long release-not-revoked referral-dates referral-fee
    decline-reason-missing not-a-coordinators-service discharge-incomplete completion-not-measured unknown-agency
    client-differs areas-inconsistent override-too-long covers-for-oneself swap-with-oneself unknown-file-item
    leaving-ahead supervises-oneself not-asked-for day-passed body-too-large law-does-not-cover not-for-handing-out
    list-not-covered list-not-handed-out`,
  ),
  ...because(
    others,
    `forbidden not-your-document own-request not-your-note not-your-shift not-your-swap verified-by-oneself
    leaving-not-yours change-not-yours details-not-kept-here access-to-oneself access-not-given-here not-for-glass
    same-by-lead not-your-signature no-review-terms`,
  ),
  ...because(
    program,
    `not-from-here malformed-json unknown-field unsupported-media-type method-not-allowed idempotency-key-reused
    codes-inconsistent code-stays session-by-token webhook-out-of-reach attachment-belongs-nowhere
    attachment-kind-unfit attachment-part-unfit attachment-part-too-large attachment-unfinished body-cut-off attachment-unscanned
    attachment-infected`,
  ),
  ...because(
    'Whoever is not signed in any more is asked to, wherever they are.',
    'unauthenticated token-expired',
  ),
  ...because(
    'The form of a referral asks it in place, and has the button.',
    'danger-not-considered looks-alike',
  ),
  ...because(
    'The page of imports says it file by file, and asks for others.',
    'export-too-large export-unusable',
  ),
  ...because(
    'Nothing is to be done.',
    'nothing-to-export nothing-to-print paper-in-english attachment-struck already-in-group release-over not-a-family',
  ),
  ...because('The form that asks back stands beside it.', 'consent-over'),
  ...because('Views are renamed and deleted beside the name that was refused.', 'view-known too-many-views'),
};

function because(reason: string, codes: string): Record<string, string> {
  return Object.fromEntries(codes.split(/\s+/).map((code) => [code, reason]));
}

/** Of us, for whom it is not reached. */
const own = ['offline'];
const about = { enrollmentId: 'e' };
const readers = everyone.map((role) => {
  const operations = operationsFor(role);
  return { role, operations, paths: pagesOf({ role, operations }).map(({ path }) => path) };
});

describe('each problem', () => {
  it('offers something to press, or stands on the list of those that cannot, with the reason', () => {
    expect(problemCodes.length).toBeGreaterThan(200);
    expect(problemCodes.filter((code) => code in remedies === code in nothing)).toEqual([]);
    const known = new Set<string>([...problemCodes, ...own]);
    expect([...Object.keys(remedies), ...Object.keys(nothing)].filter((code) => !known.has(code))).toEqual(
      [],
    );
    for (const reason of Object.values(nothing)) expect(reason.length).toBeGreaterThan(20);
  });

  it('offers forms and pages that there are, to somebody at least', () => {
    const paths = pages.map(({ path }) => path);
    for (const [code, all] of Object.entries(remedies)) {
      for (const one of all) {
        if ('form' in one) expect(hasForm(one.form), `${code}: ${one.form}`).toBe(true);
        if ('page' in one) expect(paths, code).toContain(one.page);
      }
      const offered = readers.filter((reader) => offeredOf(all, { ...reader, about }).length > 0);
      expect(offered, code).not.toEqual([]);
    }
  });

  it('offers nobody what they may not do, and no form or page of a client where there is none', () => {
    for (const all of Object.values(remedies))
      for (const { role, operations, paths } of readers) {
        for (const one of offeredOf(all, { operations, paths, about })) {
          if ('form' in one) expect(operations, role).toContain(`command:${one.form}`);
          if ('page' in one) expect(paths, role).toContain(one.page);
        }
        const left = offeredOf(all, { operations, paths, about: null });
        expect(left.filter((one) => 'form' in one || 'part' in one)).toEqual([]);
      }
    expect(pathOf({ part: 'plan' }, about)).toBe('/clients/e/plan');
    expect(pathOf({ form: 'grantRelease' }, about)).toBeNull();
  });
});
