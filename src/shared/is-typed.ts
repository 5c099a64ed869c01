/**
 * Whether what is asked for was typed. A number may be written as people write it, with its thousands
 * apart: `36,134`, `36.134`, `36 134` and `36’134` are 36134.
 */
export function isTyped(typed: string, asked: string): boolean {
  const text = typed.trim();
  return text === asked || (/^\d+$/.test(asked) && text.replaceAll(/[\s.,'’]/g, '') === asked);
}
