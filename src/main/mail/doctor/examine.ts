import type { Examination, SmtpStep } from '../../../shared/contract/doctor.ts';
import type { Person } from '../../accounts/account-guards.ts';
import { readSetting } from '../../settings/settings-store.ts';
import type { Delivery } from '../outbox/delivery.ts';
import type { SmtpProblem } from '../smtp/smtp-problem.ts';
import type { TranscriptLine } from '../smtp/transcript.ts';
import { ladderOf, verifySmtp } from '../smtp/verify.ts';
import { sendTestMail, type TestMailContext } from './test-mail.ts';
import { prescribe } from './fixes.ts';
import { addToTranscript } from '../smtp/transcript-text.ts';

interface Patient {
  readonly delivery: Delivery;
  /** A checked address, or null to send nothing. */
  readonly to: string | null;
  readonly person: Person;
  readonly signal: AbortSignal;
  /** Told of everything found, as it is found. */
  readonly see: (change: (seen: Examination) => Partial<Examination>) => void;
}

/**
 * Climbs the steps up to MAIL FROM, which sends nothing, and then sends a test mail if asked to.
 * The first step that fails is explained and ends it.
 */
export async function examine(context: TestMailContext, patient: Patient): Promise<void> {
  const { delivery, to, signal, see } = patient;
  const { server } = delivery;
  const { fromAddress } = await readSetting(context.db, 'mail');
  const order = [...ladderOf(server), ...(to === null ? [] : (['test-mail'] as const))];
  const onStep = (step: SmtpStep): void =>
    see(({ steps }) => ({ steps: [...steps, step], next: order[steps.length + 1] ?? null }));
  const onTranscript = (line: TranscriptLine): void =>
    see(({ transcript }) => ({ transcript: addToTranscript(transcript, line) }));
  const { now } = context;
  see(() => ({ next: order[0] ?? null }));
  const from = delivery.envelopeFrom || fromAddress;
  const senderField = delivery.envelopeFrom ? 'envelopeFrom' : 'fromAddress';
  const explain = (found: SmtpProblem, error: unknown) =>
    prescribe({ problem: found, error, server, senderField }, signal);
  const { problem, error } = await verifySmtp(server, from, { now, signal, onStep, onTranscript });
  if (problem) {
    const shown = await explain(notAgain(problem), error);
    see(() => ({ problem: shown }));
    if (to !== null) onStep({ name: 'test-mail', state: 'skipped', ms: 0, detail: '' });
    return;
  }
  if (to === null) return;
  const since = now().getTime();
  const sent = await sendTestMail(context, { ...patient, to, onTranscript });
  onStep({
    name: 'test-mail',
    state: sent.problem ? 'failed' : 'ok',
    ms: now().getTime() - since,
    detail: sent.reply ?? sent.problem?.title ?? '',
  });
  const { problem: refusal, error: reason, reply, messageId } = sent;
  const shown = refusal && (await explain(refusal, reason));
  see(() => ({ reply, messageId, problem: shown }));
}

/** What works later is not waited for: nobody examines again by itself. */
function notAgain(problem: SmtpProblem): SmtpProblem {
  if (problem.kind !== 'temporary') return problem;
  return { ...problem, advice: 'Nothing was sent. Wait some minutes and test again.' };
}
