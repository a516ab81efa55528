import { IconThumbDown, IconThumbDownFilled, IconThumbUp, IconThumbUpFilled } from '@tabler/icons-react';
import type { FeedbackValues } from '#contract/conversations.ts';
import { hasFeedback, withComment, withMark, withThumbs } from '../model/feedback.ts';
import { CommentField } from './comment-field.tsx';
import classes from './feedback.module.css';
import { Stars } from './stars.tsx';

interface FeedbackProps {
  values: FeedbackValues;
  onChange: (values: FeedbackValues) => void;
}

/** How good an answer was: a thumb at first, and more only for those who have begun. */
export function Feedback({ values, onChange }: FeedbackProps) {
  const isUp = values.thumbs === 'up';
  const isDown = values.thumbs === 'down';
  return (
    <fieldset className={classes.group}>
      <legend className="visually-hidden">Rate this answer</legend>
      <div className={classes.row}>
        <button
          type="button"
          className={classes.thumb}
          aria-label="Good answer"
          title="Good answer"
          aria-pressed={isUp}
          onClick={() => onChange(withThumbs(values, 'up'))}
        >
          {isUp ? <IconThumbUpFilled size={17} aria-hidden /> : <IconThumbUp size={17} aria-hidden />}
        </button>
        <button
          type="button"
          className={classes.thumb}
          aria-label="Bad answer"
          title="Bad answer"
          aria-pressed={isDown}
          onClick={() => onChange(withThumbs(values, 'down'))}
        >
          {isDown ? <IconThumbDownFilled size={17} aria-hidden /> : <IconThumbDown size={17} aria-hidden />}
        </button>
        {hasFeedback(values) && (
          <>
            <Stars label="Stars" value={values.stars} onChange={(stars) => onChange({ ...values, stars })} />
            <div className={classes.marks}>
              <Mark
                label="Helpful"
                isTicked={values.helpful === true}
                onTick={(is) => onChange(withMark(values, 'helpful', is))}
              />
              <Mark
                label="Accurate"
                isTicked={values.accurate === true}
                onTick={(is) => onChange(withMark(values, 'accurate', is))}
              />
            </div>
          </>
        )}
      </div>
      {hasFeedback(values) && (
        <CommentField comment={values.comment ?? ''} onSave={(comment) => onChange(withComment(values, comment))} />
      )}
    </fieldset>
  );
}

function Mark({ label, isTicked, onTick }: { label: string; isTicked: boolean; onTick: (isTicked: boolean) => void }) {
  return (
    <label className={classes.mark}>
      <input type="checkbox" checked={isTicked} onChange={(event) => onTick(event.target.checked)} />
      {label}
    </label>
  );
}
