import { describe, expect, it } from 'vitest';
import { createScrubber } from './scrub-pii.ts';

describe('createScrubber', () => {
  it('gives the same thing the same placeholder in all texts of a conversation', () => {
    const { scrub, found } = createScrubber();
    expect(scrub('My name is Marcus Delgado, call 916-555-0134 or (916) 555-0199.')).toBe(
      'My name is [NAME_1], call [PHONE_1] or [PHONE_2].',
    );
    expect(scrub('Thanks Marcus! We will call +1 916 555 0134.')).toBe('Thanks [NAME_1]! We will call [PHONE_1].');
    expect(scrub('Hi, this is Dana Whitfield')).toBe('Hi, this is [NAME_2]');
    expect(found).toEqual({ NAME: 3, PHONE: 3 });
  });

  it('scrubs a scrubbed text to itself, and goes on counting behind its placeholders', () => {
    const once = createScrubber().scrub('My name is Priya Raghunathan and my e-mail is priya@example.com');
    const { scrub } = createScrubber();
    expect(scrub(once)).toBe(once);
    expect(scrub('my name is Kenji Watanabe')).toBe('my name is [NAME_2]');
  });

  it('keeps what belongs to the business', () => {
    const { scrub } = createScrubber({ keep: ['MyHibachi', 'hello@myhibachi.example', '(916) 555-0100'] });
    const text = 'Write to MyHibachi at hello@myhibachi.example or call (916) 555-0100.';
    expect(scrub(text)).toBe(text);
  });

  it('leaves names that only the language gives away when told to, but never what the record knows', () => {
    const { scrub } = createScrubber({ facts: { names: ['Rose Okafor'] }, guessNames: false });
    expect(scrub('Rose and her sister Dana Whitfield, rose garden')).toBe(
      '[NAME_1] and her sister Dana Whitfield, rose garden',
    );
  });

  it('numbers what it met as before, and goes on behind it', () => {
    const candidate = createScrubber({ facts: { names: ['Kim Lee'] }, guessNames: false });
    const said = ['My sister Rosalind Okafor asked you at 916-555-0111.', 'I am Kim Lee, call 916-555-0122.'];
    for (const text of said) candidate.meet(text);
    expect(candidate.scrub(said[1] ?? '')).toBe('I am [NAME_1], call [PHONE_2].');
    const dataset = createScrubber({ facts: { names: ['Kim Lee'] } });
    for (const text of said) dataset.meet(text);
    expect(dataset.scrub(said[0] ?? '')).toBe('My sister [NAME_2] asked you at [PHONE_1].');
    expect(dataset.scrub('I am [NAME_1], call [PHONE_2].')).toBe('I am [NAME_1], call [PHONE_2].');
    expect(dataset.found).toEqual({ NAME: 1, PHONE: 1 });
  });
});
