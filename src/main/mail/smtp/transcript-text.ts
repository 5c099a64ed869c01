import type { TranscriptLine } from './transcript.ts';

/** Longer talks and lines are cut, in characters. */
const LONGEST = 50_000;
const LONGEST_LINE = 4_000;

/** A talk as text to copy: what we said after `C:`, what the server said after `S:`. */
export function addToTranscript(text: string, { direction, text: said }: TranscriptLine): string {
  if (text.length > LONGEST) return text;
  return `${text}${direction === 'client' ? 'C' : 'S'}: ${said.slice(0, LONGEST_LINE)}\n`;
}
