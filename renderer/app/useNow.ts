/** The time for ages on the screen, renewed often enough for minutes. */
import { useEffect, useState } from 'react';

const RENEWED_MS = 15_000;

export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), RENEWED_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
