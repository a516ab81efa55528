import { useState } from 'react';
import classes from './comment-field.module.css';

const COMMENT_LIMIT = 2_000;

/** A few words on an answer: a link until someone wants to write them. */
export function CommentField({ comment, onSave }: { comment: string; onSave: (comment: string) => void }) {
  const [text, setText] = useState<string>();
  if (text === undefined) {
    return (
      <div className={classes.saved}>
        {comment !== '' && <p className={classes.comment}>“{comment}”</p>}
        <button type="button" className={classes.link} onClick={() => setText(comment)}>
          {comment === '' ? 'Add a comment' : 'Change the comment'}
        </button>
      </div>
    );
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSave(text);
        setText(undefined);
      }}
    >
      <textarea
        // It appears because the customer has just asked for it.
        ref={focusOnce}
        className={classes.field}
        rows={2}
        maxLength={COMMENT_LIMIT}
        aria-label="Comment"
        placeholder="What was good, or what was missing?"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={classes.actions}>
        <button type="button" className={classes.link} onClick={() => setText(undefined)}>
          Cancel
        </button>
        <button type="submit" className={classes.save}>
          Save comment
        </button>
      </div>
    </form>
  );
}

function focusOnce(field: HTMLTextAreaElement | null): void {
  field?.focus();
}
