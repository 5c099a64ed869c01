import type { MailSettings } from '../../../../shared/contract/mail-settings.ts';
import { putMailSettings } from '../put-stored.ts';
import { useSettingsForm } from '../use-settings-form.ts';

export type SenderPage = ReturnType<typeof useSenderPage>;

/** The form of whom all mails are from. */
export function useSenderPage({ fromAddress, fromName, replyTo }: MailSettings) {
  return useSettingsForm({
    section: 'mail',
    command: 'mailSettings.saveSender',
    stored: { fromAddress, fromName, replyTo },
    valuesOf: (sender) => sender,
    putStored: (client, sender) => putMailSettings(client, (all) => ({ ...all, ...sender })),
  });
}
