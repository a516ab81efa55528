import { createElement, Fragment, type ReactNode } from 'react';
import { type Block, type Inline, parseRichText } from '../model/rich-text.ts';
import classes from './rich-text.module.css';

/** A text with its simple marks, as React elements: whatever was written, none of it becomes HTML. */
export function RichText({ text }: { text: string }) {
  return (
    <div className={classes.text} dir="auto">
      {positional(Fragment, parseRichText(text).map(blockElement))}
    </div>
  );
}

/** Parts that never move need no keys: they are given as arguments instead of as a list. */
function positional(tag: string | typeof Fragment, parts: readonly ReactNode[], props: object | null = null) {
  return createElement(tag, props, ...parts);
}

function blockElement(block: Block): ReactNode {
  switch (block.kind) {
    case 'heading':
      return positional('p', block.content.map(inlineElement), { className: classes.heading });
    case 'list': {
      const items = block.items.map((item) => positional('li', item.map(inlineElement)));
      return positional(
        block.start === undefined ? 'ul' : 'ol',
        items,
        block.start === undefined ? null : { start: block.start },
      );
    }
    case 'paragraph':
      return positional(
        'p',
        block.lines.flatMap((line, index) => [index === 0 ? null : <br key="line" />, ...line.map(inlineElement)]),
      );
  }
}

function inlineElement(part: Inline): ReactNode {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'strong':
      return createElement('strong', null, part.text);
    case 'link':
      return positional(Fragment, [
        createElement('a', { href: part.href, target: '_blank', rel: 'noopener noreferrer' }, part.text),
        part.target === undefined ? null : ` (${part.target})`,
      ]);
  }
}
