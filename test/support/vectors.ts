import { readFileSync } from 'node:fs';

interface HashVector {
  readonly algorithm: string;
  readonly plaintext: string;
  readonly encoded: string;
  readonly wrong_plaintext: string;
}

interface UsernameVector {
  readonly input: string;
  readonly unicode_validator_after_nfkc: boolean;
  readonly nfkc: string;
}

interface EmailVector {
  readonly input: string;
  readonly validate_email: boolean;
  readonly validate_email_django_5_2?: boolean;
  readonly normalize_email: string;
  readonly fits_254: boolean;
}

interface PasswordVector {
  readonly password: string;
  readonly user: Readonly<Record<string, string>>;
  readonly error_codes: readonly string[];
}

export interface ResetTokenVector {
  readonly pk: number;
  readonly password: string;
  readonly last_login: string | null;
  readonly email: string | null;
  readonly now_server_local: string;
  readonly timestamp: number;
  readonly token: string;
  readonly uidb64: string;
  readonly check_at: Readonly<Record<string, boolean>>;
  readonly check_after: Readonly<Record<string, boolean>>;
}

interface ResetTokenVectors {
  readonly vectors: readonly ResetTokenVector[];
}

interface Vectors {
  readonly secret_key: string;
  readonly password_reset_tokens: {
    readonly 'django_3.2': ResetTokenVectors;
    readonly 'django_5.2': ResetTokenVectors;
  };
  readonly base36: Readonly<Record<string, string>>;
  readonly password_hashes: { readonly vectors: readonly HashVector[] };
  readonly unusable_and_malformed: {
    readonly vectors: readonly { readonly encoded: string }[];
    readonly django_5_2: readonly { readonly encoded: string }[];
  };
  readonly usernames: { readonly vectors: readonly UsernameVector[] };
  readonly emails: { readonly vectors: readonly EmailVector[] };
  readonly password_validation: { readonly vectors: readonly PasswordVector[] };
  readonly activation_key_regex: readonly {
    readonly key: string;
    readonly redux27_40_to_64: boolean;
  }[];
  readonly activation_key_derivations: readonly {
    readonly kind: string;
    readonly activation_key: string;
  }[];
  readonly sqlite_datetimes: readonly {
    readonly USE_TZ: boolean;
    readonly TIME_ZONE: string;
    readonly store: readonly { readonly python: string; readonly stored: string }[];
    readonly read: readonly { readonly raw: string; readonly reads_as: string }[];
    readonly booleans: readonly { readonly raw: unknown; readonly reads_as: boolean | null }[];
  }[];
}

/** Outputs of real Djangos, from 2.2 to 5.2, to test against. */
export const vectors = JSON.parse(
  readFileSync(new URL('../vectors/django.json', import.meta.url), 'utf8'),
) as Vectors;
