import { hasMoved, type SecretName } from './profile-values.ts';
import { SecretField } from './secret-field.tsx';
import type { ProfilePage } from './use-profile-page.ts';

interface ProfileSecretFieldProps {
  readonly page: ProfilePage;
  readonly secret: SecretName;
  readonly label: string;
  readonly storedWords: string;
  readonly description?: string | undefined;
  readonly multiline?: boolean | undefined;
}

/** One secret of a profile, joined with its form. */
export function ProfileSecretField({ page, secret, ...words }: ProfileSecretFieldProps) {
  return (
    <SecretField
      {...words}
      name={secret}
      isStored={page.profile?.stored[secret] ?? false}
      moved={hasMoved(secret, page.saved, page.values)}
      value={page.secrets[secret]}
      error={page.errors[secret]}
      onChange={(change) => page.setSecret(secret, change)}
    />
  );
}
