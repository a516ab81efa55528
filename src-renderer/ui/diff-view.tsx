import { createElement } from 'react';
import { type DiffPart, diffWords } from '../lib/diff-words.ts';
import classes from './diff-view.module.css';

const TAGS: Record<DiffPart['kind'], string> = { same: 'span', removed: 'del', added: 'ins' };

/** What changed between two texts, word by word: struck out and underlined, not only coloured. */
export function DiffView({ before, after }: { before: string; after: string }) {
  const parts = diffWords(before, after).map(({ kind, text }) => createElement(TAGS[kind], null, text));
  return createElement('div', { className: classes.diff }, ...parts);
}
