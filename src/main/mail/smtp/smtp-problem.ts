/** A failure in words for a person, and what it means for the mail. */
export interface SmtpProblem {
  /**
   * `configuration` and `network` concern every mail, `recipient` and `content` this one only.
   * `temporary`: the same may work later. `uncertain`: the mail may have arrived.
   */
  readonly kind: 'configuration' | 'recipient' | 'temporary' | 'content' | 'uncertain' | 'network';
  /** Our own name for the problem, stable and greppable. */
  readonly code: string;
  readonly title: string;
  readonly advice: string;
  readonly reply: string | null;
  readonly smtpCode: number | null;
}

/** The part of a problem that does not come from the server. */
export type Explanation = Pick<SmtpProblem, 'kind' | 'code' | 'title' | 'advice'>;
