import { CircleDashed, CircleSlash, Clock, Inbox, MailCheck, MailQuestion, MailX } from 'lucide-react';

import type { PendingRow } from '../../../shared/contract/registrations.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Glyph } from '../../ui/icon.tsx';
import type { Tone } from '../../ui/tone.ts';

type MailState = PendingRow['mail']['state'];

const LOOKS: Readonly<Record<MailState, readonly [Tone, Glyph, string]>> = {
  none: ['neutral', CircleDashed, 'None'],
  waiting: ['waiting', Clock, 'Waiting'],
  sent: ['ok', MailCheck, 'Accepted'],
  captured: ['ok', Inbox, 'Captured'],
  failed: ['danger', MailX, 'Failed'],
  uncertain: ['warn', MailQuestion, 'Uncertain'],
  cancelled: ['neutral', CircleSlash, 'Taken back'],
};

/** The fate of the latest activation mail, in one word; the sentence is in its title. */
export function MailBadge({ mail }: { readonly mail: PendingRow['mail'] }) {
  const [tone, icon, word] = LOOKS[mail.state];
  return (
    <Badge variant="plain" tone={tone} icon={icon} title={mail.text}>
      {word}
    </Badge>
  );
}
