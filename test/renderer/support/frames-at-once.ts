/*
 * A dialog takes the focus in the frame after it was drawn. Frames of jsdom come sixty times a second,
 * so that a key pressed at once would reach it on one run and not on another; here one follows at once.
 */
globalThis.requestAnimationFrame = (callback) => setTimeout(() => callback(performance.now()));
globalThis.cancelAnimationFrame = (handle) => clearTimeout(handle);
