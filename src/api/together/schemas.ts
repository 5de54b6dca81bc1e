import { z } from 'zod';
import { absencesReply } from '../../features/absence/api/schemas.ts';
import { caseloadsReply } from '../../features/caseload/api/schemas.ts';
import { teamDayReply } from '../../features/day/api/approvals-schemas.ts';
import { nowReply } from '../../features/on-call/api/now-schemas.ts';
import { askedDays } from '../../features/relation/api/asked-days.ts';
import { takenPage } from '../../features/relation/api/lists-taken-routes.ts';
import { brokenGlass } from '../../features/relation/api/routes.ts';
import { shownReply } from '../../features/search/api/schemas.ts';
import { dueReviewsReply } from '../../features/supervision/api/reviews-route.ts';
import { partOf } from '../../kit/http/parts.ts';
import { pageQuery } from '../../kit/http/paging.ts';
import { staffMember } from '../../kit/http/schemas.ts';

export const teamTogether = z
  .strictObject({
    day: partOf(teamDayReply),
    onCall: partOf(nowReply),
    reviews: partOf(dueReviewsReply),
  })
  .meta({ id: 'TeamTogether' });

export const caseloadsTogether = z
  .strictObject({ caseloads: partOf(caseloadsReply), absences: partOf(absencesReply) })
  .meta({ id: 'CaseloadsTogether' });

export const privacyQuery = z.strictObject({
  staffId: staffMember('about')
    .optional()
    .meta({ description: 'Who looked, took lists along, was shown clients' }),
  ...askedDays,
  limit: pageQuery.limit,
});

export const privacyTogether = z
  .strictObject({
    waiting: partOf(brokenGlass),
    reviewed: partOf(brokenGlass),
    listsTaken: partOf(takenPage),
    shown: partOf(shownReply),
  })
  .meta({ id: 'PrivacyTogether' });
