import { createTransport } from 'nodemailer';

/** Sends one mail again and again through nodemailer's pool. @returns Mails per second. */
export async function floodByLibrary(given: {
  readonly port: number;
  readonly connections: number;
  readonly mails: number;
  readonly mail: Buffer;
}): Promise<number> {
  const { port, connections, mails, mail } = given;
  const transport = createTransport({
    pool: true,
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    maxConnections: connections,
    maxMessages: Infinity,
  });
  const envelope = { from: 'noreply@site.example', to: ['person@people.example'] };
  const send = () => transport.sendMail({ envelope, raw: mail });
  // Connections are opened before the clock starts.
  await Promise.all(Array.from({ length: connections }, send));
  const start = performance.now();
  await Promise.all(Array.from({ length: mails }, send));
  const seconds = (performance.now() - start) / 1_000;
  transport.close();
  return mails / seconds;
}
