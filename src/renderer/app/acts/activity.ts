const KINDS = ['keydown', 'pointerdown', 'wheel'] as const;
const OPTIONS = { capture: true, passive: true };

/** Hears whatever a person does at this window. Returns what ends that. */
export function onActivity(listener: (event: Event) => void): () => void {
  for (const kind of KINDS) window.addEventListener(kind, listener, OPTIONS);
  return () => {
    for (const kind of KINDS) window.removeEventListener(kind, listener, OPTIONS);
  };
}
