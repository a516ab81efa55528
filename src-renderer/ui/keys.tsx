import { Kbd } from '@mantine/core';
import { createElement, Fragment } from 'react';
import { shortcutKeys } from '../lib/commands/stroke.ts';
import classes from './keys.module.css';

/** The keys of a shortcut as caps. */
export function Keys({ shortcut, isMac }: { shortcut: string; isMac: boolean }) {
  const strokes = shortcutKeys(shortcut, isMac).map((stroke, index) => (
    <>
      {index > 0 && <span className={classes.then}>then</span>}
      {stroke.map((key) => (
        <Kbd key={key} size="xs">
          {key}
        </Kbd>
      ))}
    </>
  ));
  // The same key may come twice in a sequence, so the strokes have only their place to be told apart by.
  return <span className={classes.keys}>{createElement(Fragment, null, ...strokes)}</span>;
}
