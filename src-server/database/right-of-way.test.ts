import { expect, it } from 'vitest';
import { createRightOfWay } from './right-of-way.ts';

let nowMs = 0;
const way = () => createRightOfWay(() => nowMs);

it('lets the background begin at once where nobody asks for anything', async () => {
  await expect(way().quiet()).resolves.toBeUndefined();
});

it('keeps the background waiting while somebody waits, and for a moment after', async () => {
  const { first, quiet } = way();
  const request = Promise.withResolvers<void>();
  const asked = first(() => request.promise);
  const order: string[] = [];
  const background = quiet().then(() => order.push('background'));
  request.resolve();
  await asked;
  order.push('request');
  nowMs += 25;
  await background;
  expect(order).toEqual(['request', 'background']);
});

it('lets the background go on when it has waited long enough', async () => {
  const { first, quiet } = way();
  const request = Promise.withResolvers<void>();
  const asked = first(() => request.promise);
  const background = quiet();
  nowMs += 500;
  await background;
  request.resolve();
  await asked;
});
