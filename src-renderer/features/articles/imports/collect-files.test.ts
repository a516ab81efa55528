import { expect, it } from 'vitest';
import { filesOfField } from './collect-files.ts';

const file = (name: string, path = '') => Object.assign(new File(['x'], name), { webkitRelativePath: path });

it('takes files in the order of their names, with the folders they lie in', () => {
  const chosen = filesOfField([file('b.md', 'kb/b.md'), file('a.md', 'kb/a.md'), file('c.md')]);
  expect(chosen.map(({ name }) => name)).toEqual(['c.md', 'kb/a.md', 'kb/b.md']);
});

it('leaves out what systems and programs leave in folders', () => {
  const chosen = filesOfField([
    file('.DS_Store', 'kb/.DS_Store'),
    file('~$refunds.docx'),
    file('Thumbs.db', 'kb/Thumbs.db'),
    file('x.md', 'kb/.git/x.md'),
    file('refunds.docx'),
  ]);
  expect(chosen.map(({ name }) => name)).toEqual(['refunds.docx']);
});
