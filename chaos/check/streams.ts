import type { Check, Evidence } from './evidence.ts';

/** 1, 2, 3… in each enrollment, each event pointing at the one before, no command's place taken twice. */
export function checkStreams({ streams, enrollments }: Evidence): Check {
  const violations: string[] = [];
  for (const [enrollmentId, events] of streams) {
    const places = new Set<string>();
    for (const [i, event] of events.entries()) {
      const { seq, prevSeq, commandId, index } = event;
      if (seq !== i + 1) violations.push(`${enrollmentId}: event ${seq} stands in place ${i + 1}`);
      if (prevSeq !== (seq === 1 ? null : seq - 1)) {
        violations.push(`${enrollmentId}: event ${seq} follows ${prevSeq}`);
      }
      const place = `${commandId}/${index}`;
      if (places.has(place)) violations.push(`${enrollmentId}: ${place} is there twice`);
      places.add(place);
    }
  }
  for (const { id, version } of enrollments) {
    const events = streams.get(id)?.length ?? 0;
    if (events !== version)
      violations.push(`${id}: is said to be at version ${version}, has ${events} events`);
  }
  return { name: 'streams without gaps or doubles', examined: streams.size, violations };
}

/** Whether an enrollment's events can be folded at all: the other checks leave out those that cannot. */
export function isWhole(events: readonly { seq: number }[]): boolean {
  return events.length > 0 && events.every(({ seq }, i) => seq === i + 1);
}
