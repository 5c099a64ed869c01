import { useNow } from './clock.tsx';
import { describeDistance } from './describe-time.ts';

interface RelativeTimeProps {
  /** `unreadable` where a table has a text that is no date. */
  readonly at: string | number | Date;
}

/** "2h ago"; under the pointer the full date and time, see `useHoverTitles`. */
export function RelativeTime({ at }: RelativeTimeProps) {
  const now = useNow();
  if (at === 'unreadable') return <span>unreadable</span>;
  const moment = new Date(at);
  return <time dateTime={moment.toISOString()}>{describeDistance(moment.getTime() - now)}</time>;
}
