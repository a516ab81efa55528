import { expect, it } from 'vitest';
import { detectLanguage } from './detect-language.ts';

it.each([
  ['¿Cuánto cuesta por persona?', 'es'],
  ['que pasa si llueve', 'es'],
  ['mi hija es alergica a los mariscos', 'es'],
  ['Gracias', 'es'],
  ['Combien ça coûte par personne ?', 'fr'],
  ['je voudrais parler à quelqu’un', 'fr'],
  ['Was kostet es pro Person?', 'de'],
  ['Guten Tag', 'de'],
  ['quanto é o depósito', 'pt'],
  ['obrigado!', 'pt'],
  ['每人多少钱？', 'zh'],
  ['你好', 'zh'],
  ['料金はいくらですか', 'ja'],
  ['How much is it per person?', 'en'],
  ['and for kids?', 'en'],
])('%s is written in %s', (text, language) => {
  expect(detectLanguage(text)).toBe(language);
});

it.each([
  'hi',
  'ok',
  'agent',
  'menu',
  'yes',
  '12',
  'Maria Gonzalez',
  '12 Oak Lane, Lodi, CA 95240',
  'La Jolla',
  'a@b.es',
])('%s is too short to tell', (text) => {
  expect(detectLanguage(text)).toBeUndefined();
});
