import { useEffect, useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { now } from '../time/now.ts';

/** Less than that nobody notices, and nothing goes wrong by it. */
const noticedMs = 3 * 60_000;
const lookMs = 5_000;
/** In this tab: it has been read. */
const told = 'throughline.clock-told';

/** That the device's clock is wrong, and what is used instead; once, until somebody has read it. */
export function ClockNote({ className }: { className: string | undefined }) {
  const [isWrong, setWrong] = useState(false);
  const [isRead, setRead] = useState(() => sessionStorage.getItem(told) !== null);
  useEffect(() => {
    const look = () => setWrong(Math.abs(Date.now() - now()) >= noticedMs);
    look();
    const timer = setInterval(look, lookMs);
    return () => clearInterval(timer);
  }, []);
  if (isRead || !isWrong) return null;
  return (
    <div className={className}>
      <p>
        <FormattedMessage id="clock.wrong" />
      </p>
      <button
        type="button"
        onClick={() => {
          sessionStorage.setItem(told, '1');
          setRead(true);
        }}
      >
        <FormattedMessage id="clock.read" />
      </button>
    </div>
  );
}
