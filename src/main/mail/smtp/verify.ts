import { openSmtp } from './connection.ts';
import { explainSmtpError, type SmtpProblem } from './explain.ts';
import type { SmtpMilestone } from './milestones.ts';
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
}

export interface VerifyOptions {
  readonly now: () => Date;
  readonly signal?: AbortSignal;
  /** Told of each step as it is decided. */
  readonly onStep?: (step: SmtpStep) => void;
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
    ladder.skipTo('sender');
    try {
      await session.verifySender(from);
      ladder.pass('sender', `May send as ${from}.`);
    } finally {
      await session.close();
    }
    return { steps: ladder.steps, problem: null };
  } catch (error) {
    const problem = explainSmtpError(error, server);
    ladder.fail(stepOf(error), problem.reply ?? problem.title);
    return { steps: ladder.steps, problem };
  }
}

function createLadder({ security }: SmtpServer, now: () => Date, onStep: VerifyOptions['onStep']) {
  const middle: StepName[] =
    security === 'tls' ? ['tls', 'greeting', 'ehlo'] : ['greeting', 'ehlo', 'tls'];
  const names = [...BEFORE, ...middle, ...AFTER];
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
    pass(name: StepName, detail: string): void {
      skipTo(name);
      take(name, 'ok', detail);
    },
    fail(known: StepName | null, detail: string): void {
      const next = names[steps.length] ?? 'sender';
      const failed = known ?? (next === 'tls' && security === 'none' ? 'auth' : next);
      skipTo(failed);
      take(failed, 'failed', detail);
      for (const left of names.slice(steps.length)) take(left, 'skipped', '');
    },
  };
}

/** The step an error belongs to, where the step after the last one passed may be another. */
function stepOf(error: unknown): StepName | null {
  if (!(error instanceof SmtpError)) return null;
  const { code, command } = error.failure;
  if (code === 'EPLAIN') return 'tls';
  const isLogin = ['EPLAINPASSWORD', 'ENOAUTH', 'ENOPASSWORD'].includes(code);
  return isLogin || command === 'AUTH' ? 'auth' : null;
}
