import { openSmtp } from './connection.ts';
import { explainSmtpError, type SmtpProblem } from './explain.ts';
import type { SmtpMilestone } from './milestones.ts';
import type { TranscriptLine } from './transcript.ts';
import { SmtpError } from './smtp-error.ts';
import type { SmtpServer } from './smtp-server.ts';

type StepName = SmtpMilestone | 'sender';

interface SmtpStep {
  readonly name: StepName;
  readonly state: 'ok' | 'failed' | 'skipped';
  readonly ms: number;
  readonly detail: string;
}

export interface SmtpVerification {
  /** Every step, in the order they happen. */
  readonly steps: readonly SmtpStep[];
  readonly problem: SmtpProblem | null;
  /** What the problem comes from. */
  readonly error: unknown;
}

export interface VerifyOptions {
  readonly now: () => Date;
  readonly signal?: AbortSignal;
  /** Told of each step as it is decided. */
  readonly onStep?: (step: SmtpStep) => void;
  readonly onTranscript?: (line: TranscriptLine) => void;
  readonly allowPlain?: boolean;
}

const BEFORE: readonly StepName[] = ['dns', 'connect'];
const AFTER: readonly StepName[] = ['auth', 'sender'];

/**
 * Talks to a server up to MAIL FROM and takes it back: everything but sending a mail.
 *
 * @param from The sender that real mail has.
 */
export async function verifySmtp(
  server: SmtpServer,
  from: string,
  options: VerifyOptions,
): Promise<SmtpVerification> {
  const { now, onStep, ...rest } = options;
  const ladder = createLadder(server, now, onStep);
  try {
    const session = await openSmtp(server, { ...rest, onMilestone: ladder.pass });
    if (server.user === null) ladder.skip('auth', offeredLogins(session.capabilities.lines));
    ladder.skipTo('sender');
    try {
      await session.verifySender(from);
      ladder.pass('sender', `May send as ${from}.`);
    } finally {
      await session.close();
    }
    return { steps: ladder.steps, problem: null, error: null };
  } catch (error) {
    const problem = explainSmtpError(error, server);
    ladder.fail(stepOf(error), problem.reply ?? problem.title);
    return { steps: ladder.steps, problem, error };
  }
}

/** The steps in the order in which they happen with a server. */
export function ladderOf({ security }: SmtpServer): readonly StepName[] {
  const middle: StepName[] =
    security === 'tls' ? ['tls', 'greeting', 'ehlo'] : ['greeting', 'ehlo', 'tls'];
  return [...BEFORE, ...middle, ...AFTER];
}

function createLadder(server: SmtpServer, now: () => Date, onStep: VerifyOptions['onStep']) {
  const names = ladderOf(server);
  const steps: SmtpStep[] = [];
  let since = now().getTime();

  function take(name: StepName, state: SmtpStep['state'], detail: string): void {
    const instant = now().getTime();
    const step: SmtpStep = { name, state, ms: state === 'skipped' ? 0 : instant - since, detail };
    since = instant;
    steps.push(step);
    onStep?.(step);
  }

  function skipTo(name: StepName): void {
    for (const skipped of names.slice(steps.length, names.indexOf(name))) {
      take(skipped, 'skipped', skipped === 'tls' ? 'Not encrypted.' : '');
    }
  }

  return {
    steps,
    skipTo,
    skip(name: StepName, detail: string): void {
      skipTo(name);
      take(name, 'skipped', detail);
    },
    pass(name: StepName, detail: string): void {
      skipTo(name);
      take(name, 'ok', detail);
    },
    fail(known: StepName | null, detail: string): void {
      const next = names[steps.length] ?? 'sender';
      const failed = known ?? (next === 'tls' && server.security === 'none' ? 'auth' : next);
      skipTo(failed);
      take(failed, 'failed', detail);
      for (const left of names.slice(steps.length)) take(left, 'skipped', '');
    },
  };
}

/** What an unused login is worth knowing about. */
function offeredLogins(lines: readonly string[]): string {
  const offer = lines.find((line) => /^AUTH[ =]/i.test(line));
  return offer === undefined
    ? 'No login.'
    : `No login, though the server offers ${offer.slice(5)}.`;
}

/** The step an error belongs to, where the step after the last one passed may be another. */
function stepOf(error: unknown): StepName | null {
  if (!(error instanceof SmtpError)) return null;
  const { code, command } = error.failure;
  if (code === 'EPLAIN') return 'tls';
  const isLogin = ['EPLAINPASSWORD', 'ENOAUTH', 'ENOPASSWORD', 'ENOTOKEN', 'ETOKEN'].includes(code);
  return isLogin || command === 'AUTH' ? 'auth' : null;
}
