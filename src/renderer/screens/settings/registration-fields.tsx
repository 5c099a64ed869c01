import { NumberField } from '../../ui/number-field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { DomainFields } from './domain-fields.tsx';
import { LineListField } from './line-list-field.tsx';
import type { RegistrationFieldsProps } from './registration-values.ts';

/** What matters under some policies only. */
export function RegistrationFields({ page, shows }: RegistrationFieldsProps) {
  const { values, errors, changeOf, set } = page;
  return (
    <>
      {shows('approvers') && (
        <LineListField
          name="approvers"
          label="Tell of sign-ups to approve"
          description="One address a line. Empty, every superuser is told."
          placeholder="eva@shop.example"
          page={page}
          onChange={(approvers) => set({ approvers })}
        />
      )}
      {shows('uniqueEmail') && (
        <Switch
          label="One account per address"
          description="Who signs up with a taken address sees the same page as everybody, and the mail says that there is an account."
          checked={values.uniqueEmail}
          onChange={(uniqueEmail) => set({ uniqueEmail })}
        />
      )}
      <DomainFields {...{ page, shows }} />
      {shows('termsLink') && (
        <TextField
          label="Terms of service"
          description="An address or a path. People tick that they agree; empty, nothing is asked."
          placeholder="https://shop.example/terms/"
          mono
          value={values.termsLink}
          error={errors['termsLink']}
          changed={changeOf('termsLink')}
          onChange={(termsLink) => set({ termsLink })}
        />
      )}
      {shows('askReason') && (
        <Switch
          label="Ask why they want to join"
          description="They may leave it empty. The answer stands beside the sign-up in Pending."
          checked={values.askReason}
          onChange={(askReason) => set({ askReason })}
        />
      )}
      {shows('holdAfter') && (
        <NumberField
          label="Hold mails from"
          unit="sign-ups within ten minutes"
          description="Further ones wait in the outbox until you release them. 0 never holds a mail."
          min={0}
          max={10_000}
          value={values.holdAfter}
          error={errors['holdAfter'] && 'Enter a number from 0 to 10,000.'}
          changed={changeOf('holdAfter')}
          onChange={(holdAfter) => set({ holdAfter })}
        />
      )}
      {shows('closedMessage') && (
        <TextArea
          label="What the closed page says"
          description="Whom to ask, for example. Empty, it only says that registration is closed."
          rows={3}
          value={values.closedMessage}
          error={errors['closedMessage'] && 'Enter at most 500 characters.'}
          changed={changeOf('closedMessage')}
          onChange={(closedMessage) => set({ closedMessage })}
        />
      )}
    </>
  );
}
