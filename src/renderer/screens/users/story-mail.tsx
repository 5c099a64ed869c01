import type { StoryItem } from '../../../shared/contract/story.ts';
import { useOpenMail } from '../../app/mail/use-open-mail.ts';
import { Button } from '../../ui/button.tsx';
import { showTurns } from '../../ui/show-turns.ts';

/** The way to the mail that an entry tells of. */
export function StoryMail({ item: { mailId, title } }: { readonly item: StoryItem }) {
  const openMail = useOpenMail();
  if (mailId === undefined) return null;
  return (
    <Button
      size="small"
      variant="quiet"
      aria-label={`Open: ${showTurns(title)}`}
      onClick={() => void openMail(mailId)}
    >
      Open
    </Button>
  );
}
