import { newId } from '../../src-server/core/ids.ts';
import type { Queryable } from '../../src-server/database/database.ts';

/** Questions about the sample articles with what the team approved, and some that no article answers. */
export const APPROVED: readonly (readonly [question: string, answer: string, intent: string])[] = [
  [
    'How much does it cost for every grown-up?',
    '$55 per adult. Children from 6 to 12 are $30, and children under 6 eat free.',
    'pricing',
  ],
  ['What do you charge for kids?', 'Children from 6 to 12 are $30, and children under 6 eat free.', 'pricing'],
  ['Is there a minimum spend?', 'Yes. Each party has a minimum of $550, which is 10 adults.', 'pricing'],
  ['Do small parties have to pay a minimum?', 'Yes. Each party has a minimum of $550, which is 10 adults.', 'pricing'],
  [
    'Can I get my money back if I cancel?',
    'With 14 or more days before the event you get a full refund, minus a 10 % processing fee. 7 to 13 days: 50 %. Fewer than 7 days: no refund.',
    'policy',
  ],
  ['What happens when we call the party off a week before?', '7 to 13 days before the event: 50 % refund.', 'policy'],
  [
    'What if it rains on the day?',
    'Weather cancellations are handled on their own terms: call us and we find another day.',
    'policy',
  ],
  ['Does bad weather count as a cancellation?', 'Weather cancellations are handled on their own terms.', 'policy'],
  [
    'Which meats can my guests pick?',
    'Each guest picks two proteins: chicken, steak, shrimp, scallops or tofu.',
    'menu',
  ],
  ['Do you have something for vegetarians?', 'Yes, tofu with vegetables, fried rice and noodles.', 'menu'],
  ['Can the chef do gluten free?', 'Yes, with a gluten-free soy sauce; tell us before the party.', 'menu'],
  [
    'Do we have to provide plates and forks?',
    'Please have tables, chairs, plates and forks ready for your guests.',
    'faq',
  ],
  ['Do you bring your own grill?', 'Yes, the chef brings the grill, the food and everything to cook with.', 'faq'],
  [
    'How far do you travel?',
    'We travel within the region; beyond the first 30 miles there is a travel fee.',
    'pricing',
  ],
  ['How long does a party take?', 'About 90 minutes to two hours from setting up to cleaning up.', 'faq'],
  ['How much is the deposit?', 'A deposit of $100 holds your date.', 'pricing'],
  ['When do I pay the rest?', 'The rest is due on the day of the party.', 'pricing'],
  ['Can you cook inside my garage?', 'Only with the door wide open: the grill needs fresh air.', 'policy'],
  ['Do you sell gift cards?', 'Yes, gift cards from $50 are on our website.', 'faq'],
  ['May the chef bring a karaoke machine?', 'No, but you are welcome to bring your own.', 'faq'],
  ['Is the fish wild or farmed?', 'Our salmon is farmed in Norway.', 'menu'],
  ['Do you have a loyalty program?', 'Yes: every tenth adult eats free.', 'pricing'],
  ['Which wine goes with the lobster?', 'A dry Riesling; you are welcome to bring one.', 'menu'],
  ['Are your chefs vaccinated?', 'Yes, all of them are.', 'policy'],
];

/** Writes these examples as an admin has approved them, each from a conversation of its own. Returns their ids. */
export async function addApproved(db: Queryable, reviewerId: string, rows = APPROVED): Promise<string[]> {
  const ids: string[] = [];
  for (const [question, answer, intent] of rows) {
    const [id, conversationId] = [newId(), newId()];
    await db.query(
      `INSERT INTO ai.conversations (id, channel, user_id, thread_id) VALUES ($1::uuid, 'live_chat', 'guest', $1::uuid::text)`,
      [conversationId],
    );
    await db.query(
      `INSERT INTO ai.training_data (id, question, answer, intent, source_type, status, human_verified, is_active,
         quality_score, source_conversation_id, reviewed_by, reviewed_at)
       VALUES ($1, $2, $3, $4, 'human_curated', 'approved', true, true, 0.9, $5, $6, now())`,
      [id, question, answer, intent, conversationId, reviewerId],
    );
    ids.push(id);
  }
  return ids;
}
