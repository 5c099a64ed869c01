import { countCharacters } from '../../../shared/count-characters.ts';
import { isTooLong, PASSWORD_MAX_BYTES } from './hasher.ts';
import { isTooSimilar } from './similarity.ts';

/** What a password must not resemble. */
export interface PasswordAttributes {
  readonly username?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
  /** The name that the site is about to have; left out, the one it has. */
  readonly siteName?: string;
}

/** What the site asks of passwords. */
export interface PasswordRules {
  /** In code points. */
  readonly minimumLength: number;
  /** A password must not resemble it either; '' for none. */
  readonly siteName: string;
}

export interface PasswordFault {
  /** Django's code of the error. */
  readonly code: string;
  readonly message: string;
}

export type PasswordValidator = (
  password: string,
  attributes: PasswordAttributes,
  /** Rules that are about to be, in place of those that are. */
  coming?: Partial<PasswordRules>,
) => Promise<readonly PasswordFault[]>;

const LABELS = [
  ['username', 'username'],
  ['firstName', 'first name'],
  ['lastName', 'last name'],
  ['email', 'email address'],
  ['siteName', 'name of the site'],
] as const;

/**
 * Python's str.isdigit: decimal digits of every script, and the characters that Unicode calls
 * digits without being decimal ones, such as superscript and circled digits.
 */
const ENTIRELY_NUMERIC =
  /^(?:\p{Nd}|[²³¹\u1369-\u1371\u19da⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒\u{10a40}-\u{10a43}\u{10e60}-\u{10e68}\u{11052}-\u{1105a}\u{1f100}-\u{1f10a}])+$/u;

/**
 * The four validators of Django's startproject, in its order and its words: similarity, to the
 * site's name too (ASVS 6.2.11), length in code points, common passwords, not entirely numeric.
 * All faults are told together.
 *
 * @param given.rules Asked at each look, so that a changed setting holds at once.
 */
export function createPasswordValidator(given: {
  readonly commonPasswords: ReadonlySet<string>;
  readonly rules: () => Promise<PasswordRules>;
}): PasswordValidator {
  const { commonPasswords } = given;
  return async (password, attributes, coming) => {
    if (isTooLong(password)) {
      const message = `This password is too long. It may have at most ${PASSWORD_MAX_BYTES} bytes.`;
      return [{ code: 'password_too_long', message }];
    }
    const { minimumLength, siteName } = { ...(await given.rules()), ...coming };
    const faults: PasswordFault[] = [];
    const known = { siteName, ...attributes };
    const similar = LABELS.find(([name]) => isTooSimilar(password, known[name] ?? ''));
    if (similar) {
      const message = `The password is too similar to the ${similar[1]}.`;
      faults.push({ code: 'password_too_similar', message });
    }
    if (countCharacters(password) < minimumLength) {
      const message = `This password is too short. It must contain at least ${minimumLength} characters.`;
      faults.push({ code: 'password_too_short', message });
    }
    if (commonPasswords.has(password.trim().toLowerCase())) {
      faults.push({ code: 'password_too_common', message: 'This password is too common.' });
    }
    if (ENTIRELY_NUMERIC.test(password)) {
      const message = 'This password is entirely numeric.';
      faults.push({ code: 'password_entirely_numeric', message });
    }
    return faults;
  };
}
