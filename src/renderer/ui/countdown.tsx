import { Clock, ClockAlert } from 'lucide-react';

import { DAY_MS, MINUTE_MS } from '../../shared/durations.ts';
import { Badge } from './badge.tsx';
import { useNow } from './clock.tsx';
import { describeDuration, describeMoment } from './describe-time.ts';

const SOON_MS = DAY_MS;

interface CountdownProps {
  /** `unreadable` where a table has a text that is no date. */
  readonly until: string | number | Date;
}

/** "2 d" until the end; under 24 h amber and "9 h left"; after it "ended 2 d ago". */
export function Countdown({ until }: CountdownProps) {
  const now = useNow();
  if (until === 'unreadable') return <span>unreadable</span>;
  const end = new Date(until);
  const leftMs = end.getTime() - now;
  const title = describeMoment(end);
  if (leftMs <= 0) {
    return (
      <Badge tone="warn" variant="plain" icon={ClockAlert} title={title}>
        ended {-leftMs < MINUTE_MS ? 'just now' : `${describeDuration(-leftMs)} ago`}
      </Badge>
    );
  }
  const soon = leftMs < SOON_MS;
  return (
    <Badge
      tone={soon ? 'warn' : 'neutral'}
      variant="plain"
      icon={soon ? ClockAlert : Clock}
      title={title}
    >
      {describeDuration(leftMs)}
      {soon && ' left'}
    </Badge>
  );
}
