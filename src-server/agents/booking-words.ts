/** How parties are spoken of, for the other agents too. */
export { listOf, money, questionFor, startWords } from './booking/booking-phrases.ts';
