import { describe, expect, it } from 'vitest';
import { hasFeedback, NO_FEEDBACK, withComment, withMark, withThumbs } from './feedback.ts';

describe('feedback', () => {
  it('takes a thumb back when it is chosen again, and changes it when it is the other one', () => {
    const up = withThumbs(NO_FEEDBACK, 'up');
    expect(withThumbs(up, 'up')).toEqual(NO_FEEDBACK);
    expect(withThumbs(up, 'down').thumbs).toBe('down');
  });

  it('says nothing with a box that is not ticked', () => {
    const ticked = withMark(NO_FEEDBACK, 'accurate', true);
    expect(ticked.accurate).toBe(true);
    expect(withMark(ticked, 'accurate', false)).toEqual(NO_FEEDBACK);
  });

  it('counts an empty comment as none', () => {
    expect(hasFeedback(withComment(NO_FEEDBACK, '  '))).toBe(false);
    expect(withComment(NO_FEEDBACK, ' good ').comment).toBe('good');
  });
});
