import type { SmtpAuth } from '../../../../shared/contract/mail-settings.ts';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { ProfileSecretField } from './profile-secret-field.tsx';
import type { ProfilePage } from './use-profile-page.ts';

export const METHODS: readonly { value: SmtpAuth; label: string; detail?: string }[] = [
  { value: 'auto', label: 'Password', detail: 'the method that the server prefers' },
  { value: 'plain', label: 'Password, PLAIN' },
  { value: 'login', label: 'Password, LOGIN' },
  { value: 'cram-md5', label: 'Password, CRAM-MD5' },
  { value: 'xoauth2', label: 'XOAUTH2', detail: 'a refresh token, for Google and Microsoft 365' },
  { value: 'none', label: 'No login' },
];

/** Who we are to the server. */
export function LoginFields({ page }: { readonly page: ProfilePage }) {
  const { values, set, errors, changeOf } = page;
  return (
    <>
      <Select
        label="Login"
        items={METHODS}
        value={values.auth}
        error={errors['auth']}
        changed={changeOf('auth')}
        onChange={(auth) => set({ auth })}
      />
      {values.auth !== 'none' && (
        <TextField
          name="user"
          label="User"
          value={values.user}
          error={errors['user']}
          changed={changeOf('user')}
          onChange={(user) => set({ user })}
        />
      )}
      {values.auth === 'xoauth2' && <TokenFields page={page} />}
      {values.auth !== 'xoauth2' && values.auth !== 'none' && (
        <ProfileSecretField
          {...{ page }}
          secret="password"
          label="Password"
          storedWords="A password is stored."
        />
      )}
    </>
  );
}

function TokenFields({ page }: { readonly page: ProfilePage }) {
  const { values, set, errors, changeOf } = page;
  return (
    <>
      <TextField
        label="Token address"
        description="Where the refresh token is traded for an access token."
        placeholder="https://oauth2.googleapis.com/token"
        mono
        value={values.tokenUrl}
        error={errors['tokenUrl']}
        changed={changeOf('tokenUrl')}
        onChange={(tokenUrl) => set({ tokenUrl })}
      />
      <TextField
        label="Client ID"
        mono
        value={values.clientId}
        error={errors['clientId']}
        changed={changeOf('clientId')}
        onChange={(clientId) => set({ clientId })}
      />
      <ProfileSecretField
        {...{ page }}
        secret="clientSecret"
        label="Client secret"
        storedWords="A client secret is stored."
        description="Public clients have none. It is sealed, and never shown again."
      />
      <ProfileSecretField
        {...{ page }}
        secret="refreshToken"
        label="Refresh token"
        storedWords="A refresh token is stored."
      />
    </>
  );
}
