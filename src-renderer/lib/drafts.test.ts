import { describe, expect, it } from 'vitest';
import { createDraftStore } from './drafts.ts';
import { createMemoryStorage } from './storage.ts';

function createStore() {
  const storage = createMemoryStorage();
  let next = 0;
  const open = () => createDraftStore(storage, () => `key-${++next}`);
  return { storage, open, drafts: open() };
}

describe('drafts', () => {
  it('keeps one client key for a draft, however often it is changed', () => {
    const { drafts } = createStore();
    drafts.write('a', 'H', 4);
    drafts.write('a', 'Hello', 9);
    expect(drafts.get('a')).toEqual({ text: 'Hello', clientKey: 'key-1', seenSeq: 4 });
  });

  it('takes a new key for the next draft of the conversation', () => {
    const { drafts } = createStore();
    drafts.write('a', 'one', 1);
    drafts.clear('a');
    expect(drafts.write('a', 'two', 2)?.clientKey).toBe('key-2');
  });

  it('ends a draft that was emptied, and keeps those of other conversations', () => {
    const { drafts } = createStore();
    drafts.write('a', 'one', 1);
    drafts.write('b', 'other', 1);
    drafts.write('a', '', 1);
    expect(drafts.get('a')).toBeUndefined();
    expect(drafts.get('b')?.text).toBe('other');
  });

  it('survives a restart of the page', () => {
    const { drafts, open } = createStore();
    drafts.write('a', 'still here', 3);
    expect(open().get('a')?.text).toBe('still here');
  });

  it('never forgets what was already read', () => {
    const { drafts } = createStore();
    drafts.write('a', 'x', 3);
    drafts.acknowledge('a', 7);
    drafts.acknowledge('a', 5);
    expect(drafts.get('a')?.seenSeq).toBe(7);
  });

  it('ignores what is not a draft', () => {
    const { drafts, storage } = createStore();
    storage.setItem('teppan.draft.a', '{"text":3}');
    storage.setItem('teppan.draft.b', 'not json');
    expect(drafts.get('a')).toBeUndefined();
    expect(drafts.get('b')).toBeUndefined();
  });
});
