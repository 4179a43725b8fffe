/** Numbers for people. */

export function formatAge(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} d`;
}

export const formatUsd = (usd: number): string => `$${usd.toFixed(3).replace(/0$/, '')}`;

export const formatTime = (at: number): string => new Date(at).toLocaleTimeString('en-GB');

export const formatInstant = (at: number): string =>
  `${new Date(at).toLocaleDateString('en-CA')} ${formatTime(at)}`;
