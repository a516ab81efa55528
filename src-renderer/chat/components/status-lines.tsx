import { IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ChatView } from '../model/chat-view.ts';
import classes from './status-lines.module.css';

interface StatusLinesProps {
  view: ChatView;
  onDismiss: () => void;
  onGoBack: () => void;
}

/** What the customer has to know right now, just above the field that they write in. */
export function StatusLines({ view, onDismiss, onGoBack }: StatusLinesProps) {
  const canGoBack = view.canGoBack && !view.hasSession && view.outbox.length === 0;
  return (
    <div className={classes.lines}>
      {canGoBack && (
        <button type="button" className={classes.back} onClick={onGoBack}>
          Back to the earlier conversation
        </button>
      )}
      <div role="status">
        {view.notice !== undefined && (
          <p className={classes.notice}>
            <span>{view.notice}</span>
            <button type="button" className={classes.close} aria-label="Dismiss" onClick={onDismiss}>
              <IconX size={16} aria-hidden />
            </button>
          </p>
        )}
        {view.connection === 'lost' && <Reconnecting />}
      </div>
    </div>
  );
}

/** A connection that is back at once is not worth a word. */
const SILENT_MS = 1_500;

function Reconnecting() {
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsShown(true), SILENT_MS);
    return () => clearTimeout(timer);
  }, []);
  return isShown && <p className={classes.lost}>Reconnecting… Your messages are kept.</p>;
}
