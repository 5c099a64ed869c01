/**
 * How a person's folded text lies in memory: user name, name, address, each ended by a byte of its
 * own that no folded text has, as `personText` parts them.
 */
export const AFTER_USERNAME = 0x01;
export const AFTER_NAME = 0x02;
export const AFTER_ADDRESS = 0x0a;

/** What stands behind each of the four texts that are stored: the name is two of them. */
export const BEHIND = [AFTER_USERNAME, 0x20, AFTER_NAME, AFTER_ADDRESS];
