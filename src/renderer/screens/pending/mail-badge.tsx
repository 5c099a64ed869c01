import {
  CircleDashed,
  CirclePause,
  CircleSlash,
  Clock,
  Inbox,
  MailCheck,
  MailQuestion,
  MailX,
} from 'lucide-react';

import type { PendingRow } from '../../../shared/contract/registrations.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Glyph } from '../../ui/icon.tsx';
import type { Tone } from '../../ui/tone.ts';

type MailState = PendingRow['mail']['state'];

const LOOKS: Readonly<Record<MailState, readonly [Tone, Glyph]>> = {
  none: ['neutral', CircleDashed],
  held: ['warn', CirclePause],
  waiting: ['waiting', Clock],
  sent: ['ok', MailCheck],
  captured: ['ok', Inbox],
  failed: ['danger', MailX],
  uncertain: ['warn', MailQuestion],
  cancelled: ['neutral', CircleSlash],
};

/** The fate of the latest activation mail, in a word or two. */
export function MailBadge({ mail }: { readonly mail: PendingRow['mail'] }) {
  const [tone, icon] = LOOKS[mail.state];
  return (
    <Badge variant="plain" tone={tone} icon={icon}>
      {mail.text}
    </Badge>
  );
}
