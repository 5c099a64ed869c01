import { useOfProject } from '../../app/use-of-project.ts';
import { Notice } from '../../ui/notice.tsx';

/** What a link's days that count anew cost in a Django project's database. */
export function SignUpDateNotice() {
  if (!useOfProject()) return null;
  return (
    <Notice tone="warn" title="The sign-up date moves to now." announced={false}>
      The site of this Django project counts a link’s days from the sign-up date alone. The story
      keeps the date of before, and an undo brings it back.
    </Notice>
  );
}
