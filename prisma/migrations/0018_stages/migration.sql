-- The stage of each enrollment in the users' words: the first that is not yet done (src/pathway/stage.ts). Worked out from
-- the rest of the read model, so that it is what `npm run rebuild` makes of the events. Where the client has been reached,
-- which stands in no other column, the stage from before says so.
UPDATE "enrollment" e SET "stage" = CASE
  WHEN e."ended_at" IS NOT NULL THEN 'ended'
  WHEN e."discharged_at" IS NOT NULL THEN 'discharge'
  WHEN 'IN-2' = ANY (o."owed") THEN 'triage'
  WHEN e."coordinator_id" IS NULL OR p."provisional" THEN 'assignment'
  WHEN e."stage" = 'engaging' THEN 'engagement'
  WHEN 'PL-2' = ANY (o."owed") THEN 'planning'
  WHEN 'RT-1' = ANY (o."owed") THEN 'team-formation'
  ELSE 'active'
END
FROM "enrollment" same
LEFT JOIN "caseload_place" p ON p."enrollment_id" = same."id"
LEFT JOIN LATERAL (
  SELECT array_agg(part) AS "owed"
  FROM "obligation", unnest(string_to_array("duty", ', ')) AS part
  WHERE "enrollment_id" = same."id" AND "closed_at" IS NULL AND NOT "superseded"
) o ON true
WHERE same."id" = e."id"
  AND e."stage" IN ('awaiting-assignment', 'engaging', 'planning', 'active', 'discharged', 'ended');
