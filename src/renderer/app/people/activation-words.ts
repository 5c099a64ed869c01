interface ActivationWords {
  readonly verb: 'Activate' | 'Approve';
  readonly done: 'activated' | 'approved';
}

/** What letting somebody in is called: who has confirmed the address only waits to be approved. */
export function activationWords(stage: string | undefined): ActivationWords {
  return stage === 'to-approve'
    ? { verb: 'Approve', done: 'approved' }
    : { verb: 'Activate', done: 'activated' };
}
