import { addToTranscript } from './transcript-text.ts';
import { openSmtp, type SmtpServer, type SmtpSession } from './connection.ts';

/** A session that remembers what was said, logins masked. Contents of mails are no part of it. */
export interface RecordedSession extends SmtpSession {
  /** What was said since it was taken last, a line each. */
  takeTalk(): string;
}

/** Opens a session; see `openSmtp`. @throws SmtpError */
export async function openRecorded(
  server: SmtpServer,
  signal: AbortSignal,
): Promise<RecordedSession> {
  let talk = '';
  const session = await openSmtp(server, {
    signal,
    onTranscript: (line) => {
      talk = addToTranscript(talk, line);
    },
  });
  return {
    ...session,
    takeTalk: () => {
      const taken = talk;
      talk = '';
      return taken;
    },
  };
}
