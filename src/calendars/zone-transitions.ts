const MINUTE = 60_000;
// Longer steps are faster, but must not step over a pair of changes: the shortest spells between two are a week
// (Recife in October 2000, Gaza in 2040).
const STEP_MINUTES = 5 * 1440;

/** Minutes east of UTC at an epoch minute. */
type OffsetReader = (epochMinute: number) => number;

/**
 * Offsets of an IANA zone from `from` up to `until` (epoch minutes), read from the running ICU:
 * [minute from which it holds, minutes east of UTC], the first one at `from`. Undefined for an unknown zone.
 */
export function zoneTransitions(
  timeZone: string,
  from: number,
  until: number,
): [number, number][] | undefined {
  const read = offsetReader(timeZone);
  if (!read) return undefined;
  let offset = read(from);
  const transitions: [number, number][] = [[from, offset]];
  for (let low = from; low < until;) {
    const high = Math.min(low + STEP_MINUTES, until);
    if (read(high) === offset) {
      low = high;
      continue;
    }
    // From the change on again, in case this step holds another one.
    low = firstChange(read, offset, low, high);
    offset = read(low);
    transitions.push([low, offset]);
  }
  return transitions;
}

/** The first minute in (low, high] with an offset other than the one at `low`. */
function firstChange(read: OffsetReader, offset: number, low: number, high: number): number {
  let [same, other] = [low, high];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (read(middle) === offset) same = middle;
    else other = middle;
  }
  return other;
}

function offsetReader(timeZone: string): OffsetReader | undefined {
  // Newer engines also take fixed offsets like '+05:30' for a zone; they are no IANA names.
  if (!/^[A-Za-z]/.test(timeZone)) return undefined;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  return (epochMinute) => {
    const text = format.format(epochMinute * MINUTE);
    const match = /GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec(text);
    if (!match) throw new Error(`cannot read the offset of ${timeZone} from '${text}'`);
    const minutes = Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
    return match[1] === '-' ? -minutes : minutes;
  };
}
