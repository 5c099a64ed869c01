/** Of a way to another screen: what lies outside of the screen keeps the focus no longer. */
export function leaveFrame(): void {
  const focused = document.activeElement;
  if (focused instanceof HTMLElement && focused.closest('main') === null) focused.blur();
}
