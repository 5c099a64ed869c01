/** The meanings a colour may have. Words always say the same. */
export type Tone = 'neutral' | 'ok' | 'waiting' | 'warn' | 'danger';
