import { describe, expect, it } from 'vitest';
import { isCommonWord } from '../../../learning/pii/vocabulary.ts';
import { findChanges } from './check-rewritten.ts';
import { findTranslationChanges } from './check-translated.ts';

const ORIGINAL =
  'Hi Dana,\n\nYour party on Friday, June 5 at 6 PM is $55 for each adult and $30 for each child. The $100 deposit is due by May 29: https://pay.example.com/x1?a=2. It is not refundable within 7 days of the party. Marcus will be your chef.';

describe('findChanges', () => {
  const faults = (rewritten: string, original = ORIGINAL) =>
    findChanges(original, rewritten, { known: ['Dana Whitfield', 'MyHibachi'], isWord: isCommonWord });

  it('lets the same be said in other words and another order', () => {
    const rewritten =
      "Hello Dana! We can't wait for Friday, June 5 at 6pm. It's $55 for each adult and $30 for each child; please pay the $100 deposit by May 29 at https://pay.example.com/x1?a=2 (not refundable within 7 days of the party). Your chef: Marcus. Warmly, MyHibachi";
    expect(faults(rewritten)).toEqual([]);
  });

  it.each([
    ['another amount', ORIGINAL.replace('$55', '$45'), '45'],
    [
      'amounts that changed places',
      ORIGINAL.replace('$55 for each adult and $30 for each child', '$30 for each adult and $55 for each child'),
      'something else',
    ],
    ['a date left out', ORIGINAL.replace(' by May 29', ''), '5-29'],
    ['another half of the day', ORIGINAL.replace('6 PM', '6 AM'), '6:00'],
    ['another weekday', ORIGINAL.replace('Friday', 'Saturday'), 'sat'],
    ['a link with another end', ORIGINAL.replace('x1?a=2', 'x1?a=3'), 'https://pay.example.com/x1?a=3'],
    ['a second link', `${ORIGINAL} See www.evil.test`, 'www.evil.test'],
    ['another address', `${ORIGINAL} Write to refunds@evil.test`, 'refunds@evil.test'],
    ['a policy turned round', ORIGINAL.replace('is not refundable', 'is refundable'), 'refund'],
    ['a gift', `${ORIGINAL} Dessert is free.`, 'free'],
    ['another chef', ORIGINAL.replace('Marcus', 'Julian'), 'Julian'],
    ['a name left out', ORIGINAL.replace('Hi Dana,', 'Hi there,'), 'Dana'],
  ])('notices %s', (_, rewritten, named) => {
    expect(faults(rewritten).join('; ')).toContain(named);
  });
});

describe('findTranslationChanges', () => {
  const TEXT =
    'Hi Dana,\nThe party on Friday, June 5 at 6:30 PM costs $1,234.50. You get 50 % back up to 7 days before: https://pay.example.com/x1';

  it.each([
    [
      'de',
      'Hallo Dana,\ndie Feier am Freitag, dem 5. Juni um 18:30 Uhr kostet 1.234,50 $. Bis 7 Tage vorher bekommst du 50 % zurück: https://pay.example.com/x1',
    ],
    [
      'es',
      'Hola Dana:\nLa fiesta del viernes 5 de junio a las 6:30 p. m. cuesta $1,234.50. Recuperas el 50 % hasta 7 días antes: https://pay.example.com/x1',
    ],
    ['zh', 'Dana 您好，\n6月5日星期五下午6:30的聚会费用为$1,234.50。提前7天可退50%：https://pay.example.com/x1'],
    [
      'ru',
      'Здравствуйте, Dana!\nПраздник в пятницу, 5 июня в 18:30 стоит 1 234,50 $. До 7 дней вернём 50 %: https://pay.example.com/x1',
    ],
  ] as const)('accepts a true translation into %s', (language, translated) => {
    expect(findTranslationChanges(TEXT, translated, language, { known: ['Dana'], isWord: isCommonWord })).toEqual([]);
  });

  const GERMAN =
    'Hallo Dana,\ndie Feier am Freitag, dem 5. Juni um 18:30 Uhr kostet 1.234,50 $. Bis 7 Tage vorher bekommst du 50 % zurück: https://pay.example.com/x1';
  it.each([
    ['another amount', GERMAN.replace('1.234,50', '1.234,00'), '1234.5'],
    ['another month', GERMAN.replace('Juni', 'Juli'), '6-5'],
    ['another weekday', GERMAN.replace('Freitag', 'Samstag'), 'fri'],
    ['the morning', GERMAN.replace('18:30', '6:30'), '18:30'],
    ['a figure more', `${GERMAN} Dazu 20 % Rabatt.`, '20'],
    ['another link', GERMAN.replace('/x1', '/x2'), '/x2'],
    ['no name', GERMAN.replace('Dana', 'Kundin'), 'Dana'],
  ])('notices %s', (_, translated, named) => {
    expect(
      findTranslationChanges(TEXT, translated, 'de', { known: ['Dana'], isWord: isCommonWord }).join('; '),
    ).toContain(named);
  });
});
