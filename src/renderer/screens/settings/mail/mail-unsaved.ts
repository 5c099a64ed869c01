import { captureValues } from './capture-form.tsx';
import type { MailSettings } from '../../../../shared/contract/mail-settings.ts';
import { type Drafts, isUnsaved } from '../../../app/leaving/drafts.ts';
import { profileValues } from './profile-values.ts';

/** Whether something was typed about a mail server and not saved. @param id Or `new`. */
export function isProfileUnsaved(mail: MailSettings, drafts: Drafts, id: string): boolean {
  const profile = mail.profiles.find((each) => each.id === id);
  return isUnsaved(profile ? profileValues(profile) : mail.defaults, drafts[`mail/${id}`]);
}

/** Whether something was typed on the page of the mail settings and not saved. */
export function isMailUnsaved(mail: MailSettings, drafts: Drafts): boolean {
  const ids = ['new', ...mail.profiles.map(({ id }) => id)];
  const forms =
    isUnsaved(mail, drafts.mail) || isUnsaved(captureValues(mail.capture), drafts['mail/capture']);
  return forms || ids.some((id) => isProfileUnsaved(mail, drafts, id));
}
