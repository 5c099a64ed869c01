import { Readable } from 'node:stream';

import type { SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection';

import { ANSWER_LIMIT_MS, type SmtpLine } from './smtp-line.ts';
import { addressForWire } from './wire-address.ts';
import { askForSmtpUtf8, wireNeeds } from './wire-needs.ts';

/** A message ready to go; it leaves as it is, save that bare line ends become CRLF. */
export interface SmtpMessage {
  /** Empty for the null sender. */
  readonly envelopeFrom: string;
  readonly recipients: readonly string[];
  readonly raw: Buffer;
  /**
   * Runs after the server asked for the message and before its first byte leaves. A crash before
   * this has resolved has sent nothing; after it, nobody knows. If it rejects, nothing is sent.
   */
  readonly onDataStarted: () => Promise<void>;
}

/** How slowly a message may leave. */
const SLOWEST_BYTES_PER_MS = 16;

/** The server has answered for every recipient and taken the message. */
export interface SendOutcome {
  readonly accepted: string[];
  readonly rejected: { readonly address: string; readonly code: number; readonly reply: string }[];
  /** The server's last words, which often name its queue. */
  readonly reply: string;
}

/**
 * Sends one message over an open line.
 *
 * @throws SmtpError, or what `onDataStarted` rejected with.
 */
export async function sendMessage(
  line: SmtpLine,
  message: SmtpMessage,
  extensions: readonly string[],
): Promise<SendOutcome> {
  const from = addressForWire(message.envelopeFrom);
  const written = new Map(message.recipients.map((to) => [addressForWire(to), to]));
  const needs = wireNeeds([from, ...written.keys()], message.raw, extensions);
  if (needs.hasUtf8Headers) askForSmtpUtf8(line.connection);
  const data = startedData(message);
  const envelope = {
    from,
    to: [...written.keys()],
    size: message.raw.length,
    use8BitMime: needs.hasEightBits,
  };
  try {
    const before = line.messagesWritten;
    const sent = await line.ask<SMTPConnectionSendInfo>(
      (done) => line.connection.send(envelope, Readable.from(data.bytes), done),
      ANSWER_LIMIT_MS + envelope.size / SLOWEST_BYTES_PER_MS,
    );
    // Its rest would get between the commands of the next.
    if (line.messagesWritten === before) throw answeredTooSoon(sent);
    const asWritten = (to: string): string => written.get(to) ?? to;
    return {
      accepted: sent.accepted.map(asWritten),
      rejected: (sent.rejectedErrors ?? []).map((error) => {
        const { recipient, reply, smtpCode } = line.toError(error).failure;
        return { address: asWritten(recipient ?? ''), code: smtpCode ?? 0, reply: reply ?? '' };
      }),
      reply: line.toError({ response: sent.response }).failure.reply ?? '',
    };
  } catch (error) {
    data.stopped = true;
    if (data.failure) throw data.failure.reason;
    const [recipient = null] = message.recipients;
    throw line.toError(error, {
      dataStarted: data.started,
      sender: message.envelopeFrom,
      recipient: message.recipients.length === 1 ? recipient : null,
    });
  }
}

interface StartedData {
  readonly bytes: AsyncGenerator<Buffer>;
  started: boolean;
  /** Once it is, nothing more leaves. */
  stopped: boolean;
  failure: { readonly reason: unknown } | null;
}

/** The bytes of a message, with `onDataStarted` in front of the first. */
function startedData({ raw, onDataStarted }: SmtpMessage): StartedData {
  const data: StartedData = { bytes: read(), started: false, stopped: false, failure: null };
  async function* read(): AsyncGenerator<Buffer> {
    try {
      await onDataStarted();
    } catch (reason) {
      data.failure = { reason };
      throw reason;
    }
    if (data.stopped) return;
    data.started = true;
    yield raw;
  }
  return data;
}

function answeredTooSoon({ response }: SMTPConnectionSendInfo): Error {
  const error = new Error('The server answered before it had the message.');
  return Object.assign(error, { code: 'EPROTOCOL', response });
}
