interface AppMarkProps {
  readonly size?: number | string;
  /** A name makes it an image for screen readers; without one it is decoration. */
  readonly label?: string | undefined;
}

/** The gate: an arch, one leaf of its door open. */
export function AppMark({ size = 20, label }: AppMarkProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined || undefined}
    >
      <path
        d="M4 21V11a8 8 0 0 1 16 0v10M2.5 21h19"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path d="M7.5 20V11A4.5 4.5 0 0 1 12 6.5V20H7.5Z" fill="var(--accent)" />
    </svg>
  );
}
