import { useNow } from './clock.tsx';
import { describeMoment, describeDistance } from './describe-time.ts';

interface RelativeTimeProps {
  readonly at: string | number | Date;
}

/** "2h ago"; the full date and time is in the title. */
export function RelativeTime({ at }: RelativeTimeProps) {
  const now = useNow();
  const moment = new Date(at);
  return (
    <time dateTime={moment.toISOString()} title={describeMoment(moment)}>
      {describeDistance(moment.getTime() - now)}
    </time>
  );
}
