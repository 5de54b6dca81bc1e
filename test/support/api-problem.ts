import type { ProblemCode } from '../../src/kit/http/problem.ts';
import { expect } from 'vitest';
import type { Response } from 'supertest';
import { problemOf } from '../../src/api/problems.ts';

/** That a reply is the problem document of that code, whole and with nothing of ours in it. */
export function expectProblem(reply: Response, code: ProblemCode, errors?: readonly object[]): void {
  // superagent parses only what it takes for JSON.
  const document = JSON.parse(reply.text) as Record<string, unknown>;
  expect(document).toMatchObject({
    type: `/problems/${code}`,
    code,
    status: problemOf(code).status,
    title: problemOf(code).title,
    instance: `urn:uuid:${String(reply.headers['x-request-id'])}`,
  });
  expect(reply.status).toBe(problemOf(code).status);
  expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
  if (errors) expect(document['errors']).toEqual(errors.map((error) => expect.objectContaining(error)));
  expect(reply.text).not.toMatch(/node_modules|\.ts:|at \w+ \(|prisma|SELECT/i);
}
