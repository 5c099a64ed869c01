import { CapturedScreen } from './captured-screen.tsx';
import { OutboxScreen } from './outbox-screen.tsx';

interface MailScreenProps {
  readonly view: 'captured' | 'outbox';
  readonly selectedId?: number;
}

/** What was caught here, or what leaves. */
export function MailScreen({ view, selectedId }: MailScreenProps) {
  return view === 'captured' ? (
    <CapturedScreen selectedId={selectedId} />
  ) : (
    <OutboxScreen selectedId={selectedId} />
  );
}
