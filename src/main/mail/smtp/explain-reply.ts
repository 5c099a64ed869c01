import type { SmtpFailure } from './smtp-error.ts';
import type { Explanation } from './smtp-problem.ts';
import type { SmtpServer } from './smtp-server.ts';

/** Explains what a server answered, by the command that was answered; null for anything else. */
export function explainReply(failure: SmtpFailure, server: SmtpServer): Explanation | null {
  const { code, command, smtpCode, recipient } = failure;
  if (code === 'ESMTPUTF8') {
    return recipient === null ? HEADERS_BEYOND_ASCII : addressBeyondAscii(recipient);
  }
  if (code === 'E8BITMIME') return EIGHT_BITS;
  const authRefused = server.auth === 'xoauth2' ? TOKEN_LOGIN_REFUSED : AUTH_REFUSED;
  if (smtpCode === null) return code === 'EAUTH' ? authRefused : explainUnanswered(failure);
  // A server whose greeting, or any answer, is 4yz wants us back later (RFC 5321 section 4.2.1).
  if (isFull(failure)) return MAILBOX_FULL;
  if (STORAGE_WORDS.test(failure.reply ?? '')) return STORAGE_FULL;
  if (smtpCode < 500 || smtpCode === 503) return TRY_LATER;
  if (wantsEncryption(failure)) return ENCRYPTION_NEEDED;
  // Some servers refuse a login as late as at a recipient.
  if (command === 'AUTH' || smtpCode === 535) return authRefused;
  if (smtpCode === 530) return AUTH_NEEDED;
  if (command === 'MAIL FROM') return explainSender(failure);
  if (command === 'RCPT TO') return explainRecipient(failure, server);
  if (command === 'DATA') return explainContent(failure);
  return NOT_WELCOME;
}

/** The library refused on its own: it knows the size limit of the server and what breaks commands. */
function explainUnanswered(failure: SmtpFailure): Explanation | null {
  const { code, command } = failure;
  if (code === 'EMESSAGE' && command === 'MAIL FROM') return CONTENT_REFUSED;
  if (code === 'EENVELOPE') {
    return command === 'MAIL FROM' ? senderRefused(failure) : RECIPIENT_INVALID;
  }
  return null;
}

function explainSender(failure: SmtpFailure): Explanation {
  if (CLIENT_WORDS.test(wordsOf(failure))) return NOT_WELCOME;
  return failure.smtpCode === 552 ? CONTENT_REFUSED : senderRefused(failure);
}

/** A refusal of the sender may come as late as after the message, as from Exchange. */
function explainContent(failure: SmtpFailure): Explanation {
  return isOfSender(failure) ? senderRefused(failure) : CONTENT_REFUSED;
}

/**
 * A refusal of the sender or of this computer may come as late as here. Of the recipient, the
 * enhanced code tells (RFC 3463 sections 3.2 and 3.3, RFC 7505), or without one what servers say.
 */
function explainRecipient(failure: SmtpFailure, { user }: SmtpServer): Explanation {
  const words = wordsOf(failure);
  const who = failure.recipient ?? 'the recipient';
  const status = statusIn(words);
  const refused = (code: string, title: string, advice: string): Explanation => {
    return { kind: 'recipient', code, title, advice };
  };
  const says = (codes: readonly string[], free: RegExp): boolean =>
    status === null ? free.test(words) : codes.includes(status);
  if (CLIENT_WORDS.test(words)) return NOT_WELCOME;
  if (isOfSender(failure)) return senderRefused(failure);
  if (/relay/i.test(words) && !status?.startsWith('5.1.')) {
    return user === null ? RELAY_REFUSED : LOGIN_RELAYS_NOTHING;
  }
  if (says(['5.2.2'], /mailbox (?:is )?full|over quota/i)) {
    return refused('mailbox-full', `The mailbox of ${who} is full.`, FULL_FOR_GOOD);
  }
  if (says(['5.1.2', '5.1.10'], /domain not found/i)) {
    return refused('recipient-unknown', `The domain of ${who} takes no mail.`, MISSPELT);
  }
  if (says(['5.1.1'], /user unknown|unknown user|no such user|does not exist/i)) {
    return refused('recipient-unknown', `${who} does not exist.`, MISSPELT);
  }
  return refused(
    'recipient-refused',
    `The server refused ${who}.`,
    'Its own words say why. Is the address spelled right? Correct it and send again.',
  );
}

/** An enhanced status code, but for `5.x.0`, which says nothing in particular, and no IP address. */
const ENHANCED = /(?<![\d.])5\.\d{1,3}\.(?!0\b)\d{1,3}(?!\.?\d)/;
/** This computer, by its name or address, or by a list that it is on. */
const CLIENT_WORDS =
  /client host|client \[|helo command rejected|your ip\b|blocked using \S+\.\S|\b(?:dns[bw]l|rbl|spamhaus|spamcop|barracudacentral)\b/i;
const SENDER_WORDS =
  /sender (?:address )?(?:rejected|denied|verify)|send ?as|(?<!recipient )verification failed for/i;
/** RFC 3463 section 3.2, and Exchange's own for who may not send as this sender. */
const SENDER_CODES = ['5.1.7', '5.1.8', '5.7.60'];

function isOfSender(failure: SmtpFailure): boolean {
  const words = wordsOf(failure);
  return SENDER_CODES.includes(statusIn(words) ?? '') || SENDER_WORDS.test(words);
}

function statusIn(words: string): string | null {
  return ENHANCED.exec(words)?.[0] ?? null;
}

/**
 * What a server says itself, not what it was told by the next one, which is about that recipient
 * alone; without addresses, in which may be any word.
 */
function wordsOf({ reply }: SmtpFailure): string {
  return (reply ?? '').replace(/\bsaid: [^]*/i, '').replace(/[^\s<>@]+@[^\s<>@]+/g, '');
}

const MISSPELT = 'Is the address spelled right? Correct it and send again.';
const FULL_FOR_GOOD = 'The person has to make room. Send it again once they have.';

function senderRefused({ sender }: SmtpFailure): Explanation {
  return {
    kind: 'configuration',
    code: 'sender-refused',
    title: `The server will not send as ${sender ?? 'this sender'}.`,
    advice: 'Use an address that belongs to this login, or verify the domain there.',
  };
}

/** 530 and 538 mean either a login or STARTTLS; only the words tell (RFC 3207, RFC 4954). */
function wantsEncryption({ smtpCode, reply }: SmtpFailure): boolean {
  const isPolicy = smtpCode === 530 || smtpCode === 538;
  return isPolicy && /starttls|encrypt|\b(?:tls|ssl)\b/i.test(reply ?? '');
}

/** A temporary refusal for want of room in the mailbox (RFC 3463 section 3.3). */
function isFull({ smtpCode, reply }: SmtpFailure): boolean {
  const isTemporary = smtpCode !== null && smtpCode < 500;
  const words =
    /\b4\.2\.2\b|mailbox (?:is )?(?:full|over quota)|mailbox (?:size|quota)[\w ]* exceeded/i;
  return isTemporary && words.test(reply ?? '');
}

/** Insufficient system storage (RFC 3463 section 3.4, RFC 5321 section 4.2.2), as our own server says it. */
const STORAGE_WORDS = /^4(?:52.*\b4\.3\.1\b|.*\b(?:disk is full|system storage)\b)/i;

function addressBeyondAscii(address: string): Explanation {
  return {
    kind: 'recipient',
    code: 'address-not-ascii',
    title: `The server can't handle ${address}.`,
    advice: 'It takes only plain letters before the @. Use another address.',
  };
}

const HEADERS_BEYOND_ASCII: Explanation = {
  kind: 'content',
  code: 'headers-not-ascii',
  title: 'Headers of this mail have letters in UTF-8, which the server does not take.',
  advice:
    'Nothing was sent: encoded anew, it would be another mail. Send it through a server with SMTPUTF8, or have its program encode them.',
};

const EIGHT_BITS: Explanation = {
  kind: 'content',
  code: 'eight-bits',
  title: 'This mail has bytes of eight bits, and the server takes only seven.',
  advice:
    'Nothing was sent: encoded anew, it would be another mail. Send it through a server with 8BITMIME, or have its program use quoted-printable or base64.',
};

const TRY_LATER: Explanation = {
  kind: 'temporary',
  code: 'try-later',
  title: 'Try later, says the server.',
  advice: 'Common on a first contact (greylisting). It is tried again; nothing to do.',
};

const STORAGE_FULL: Explanation = {
  kind: 'temporary',
  code: 'storage-full',
  title: 'The disk of the server is full.',
  advice: 'Somebody has to make room there. It is tried again until then.',
};

const MAILBOX_FULL: Explanation = {
  kind: 'temporary',
  code: 'mailbox-full',
  title: 'The mailbox is full.',
  advice: 'The person has to make room. It is tried again until then.',
};

const ENCRYPTION_NEEDED: Explanation = {
  kind: 'configuration',
  code: 'encryption-needed',
  title: 'The server wants encryption first.',
  advice: 'Turn on STARTTLS and test again.',
};

const AUTH_REFUSED: Explanation = {
  kind: 'configuration',
  code: 'auth-refused',
  title: 'User name or password refused.',
  advice: 'With two-step sign-in, most providers need an app password.',
};

const TOKEN_LOGIN_REFUSED: Explanation = {
  kind: 'configuration',
  code: 'token-login-refused',
  title: 'User name or refresh token refused.',
  advice: 'The token has to be of this user, for sending mail, and the mailbox has to allow SMTP.',
};

const AUTH_NEEDED: Explanation = {
  kind: 'configuration',
  code: 'auth-needed',
  title: 'The server wants a login.',
  advice: 'Enter the user name and password of the mail account.',
};

const RELAY_REFUSED: Explanation = {
  kind: 'configuration',
  code: 'relay-refused',
  title: 'The server takes no mail for other domains from here.',
  advice: 'It may need a login. Enter the user name and password of the mail account.',
};

const LOGIN_RELAYS_NOTHING: Explanation = {
  kind: 'configuration',
  code: 'relay-refused-to-login',
  title: 'The server takes no mail for other domains, although the login was right.',
  advice: "Is it the one for sending? Use your provider's server for outgoing mail.",
};

const RECIPIENT_INVALID: Explanation = {
  kind: 'recipient',
  code: 'recipient-invalid',
  title: 'The recipient is no mail address.',
  advice: 'Nothing was sent. Correct the address and send again.',
};

const CONTENT_REFUSED: Explanation = {
  kind: 'content',
  code: 'content-refused',
  title: 'The server refused the mail itself.',
  advice: 'Its own words say why, such as size or spam. Change the template and send again.',
};

const NOT_WELCOME: Explanation = {
  kind: 'configuration',
  code: 'not-welcome',
  title: 'The server does not talk to this computer.',
  advice: "Its own words say why. Use your provider's server for sending.",
};
