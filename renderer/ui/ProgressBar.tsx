/** How far something is, from 0 to 1; null when it has no known end. */

interface ProgressBarProps {
  readonly label: string;
  readonly share: number | null;
  readonly testId: string;
}

export function ProgressBar({ label, share, testId }: ProgressBarProps) {
  return <progress className="progress" aria-label={label} max={1} data-testid={testId} {...(share === null ? {} : { value: share })} />;
}
