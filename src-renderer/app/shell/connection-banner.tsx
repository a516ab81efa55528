import { IconPlugOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useLiveState } from '../live/live-context.ts';
import classes from './banner.module.css';

/** A restart of the sidecar takes less than this: not worth a word. */
const GRACE_MS = 1_500;

/** Says that the sidecar is gone. What was loaded stays readable, and drafts are kept. */
export function ConnectionBanner() {
  const isLost = useLiveState() === 'lost';
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    setIsShown(false);
    if (!isLost) return;
    const timer = setTimeout(() => setIsShown(true), GRACE_MS);
    return () => clearTimeout(timer);
  }, [isLost]);
  if (!isShown) return null;
  return (
    <div className={classes.banner} data-level="warning" role="status">
      <IconPlugOff size={16} aria-hidden />
      <span>
        <strong>The desk does not answer.</strong> You see what was loaded last and can go on writing; Teppan connects
        again by itself.
      </span>
    </div>
  );
}
