import { expect, it } from 'vitest';
import { readVector, vectorParameter, vectorText } from './vector.ts';

it('writes a vector as text', () => {
  expect(vectorText([0.5, -1, 2e-7])).toBe('[0.5,-1,2e-7]');
  expect(vectorText([])).toBe('[]');
});

it('writes a vector in the form that pgvector receives', () => {
  expect(vectorParameter([0.5, -1]).toString('hex')).toBe('000200003f000000bf800000');
});

it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e39])('refuses %s, which no vector can hold', (number) => {
  expect(() => vectorText([1, number])).toThrow(`A vector cannot hold ${number}.`);
  expect(() => vectorParameter([1, number])).toThrow(`A vector cannot hold ${number}.`);
});

it('reads a vector from numbers, and from floats in base64', () => {
  const floats = Buffer.from(Float32Array.from([0.5, -1, 2]).buffer).toString('base64');
  expect(Array.from(readVector(floats))).toEqual([0.5, -1, 2]);
  expect(readVector([0.5, -1])).toEqual([0.5, -1]);
});
