import { IconArrowUp } from '@tabler/icons-react';
import { type KeyboardEvent, type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from 'react';
import type { KeyValueStorage } from '../../lib/storage.ts';
import { measureMessage } from '../model/message-length.ts';
import classes from './composer.module.css';

export interface ComposerHandle {
  focus(): void;
}

interface ComposerProps {
  ref: Ref<ComposerHandle>;
  /** Keeps what is being written over a reload. */
  drafts: KeyValueStorage;
  onSend: (text: string) => void;
}

const DRAFT_KEY = 'teppan.chat.draft';

/** The field to write in: Enter sends, Shift+Enter begins a line. */
export function Composer({ ref, drafts, onSend }: ComposerProps) {
  const [text, setText] = useState(() => drafts.getItem(DRAFT_KEY) ?? '');
  const field = useRef<HTMLTextAreaElement>(null);
  const hintId = useId();
  const { canSend, hint } = measureMessage(text);
  useImperativeHandle(ref, () => ({ focus: () => field.current?.focus() }));

  // On a phone this would bring up the keyboard before the greeting has been read.
  useEffect(() => {
    if (matchMedia('(hover: hover)').matches) field.current?.focus();
  }, []);

  function write(next: string): void {
    setText(next);
    if (next === '') drafts.removeItem(DRAFT_KEY);
    else drafts.setItem(DRAFT_KEY, next);
  }

  function send(): void {
    field.current?.focus();
    if (!canSend) return;
    onSend(text);
    write('');
  }

  function onKeyDown(event: KeyboardEvent): void {
    // While a word is composed, in Japanese for instance, Enter chooses it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  }

  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={field}
        className={classes.field}
        rows={1}
        aria-label="Your message"
        aria-describedby={hint === undefined ? undefined : hintId}
        placeholder="Write a message"
        enterKeyHint="send"
        value={text}
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <button type="submit" className={classes.send} aria-label="Send" title="Send (Enter)" disabled={!canSend}>
        <IconArrowUp size={20} stroke={2.2} aria-hidden />
      </button>
      {hint !== undefined && (
        <p id={hintId} role="status" className={classes.hint}>
          {hint}
        </p>
      )}
    </form>
  );
}
