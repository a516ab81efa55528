import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, type LearningDesk, openLearningDesk } from '../../tests/support/learning-rows.ts';
import { createCollectConduct } from './collect-conduct.ts';
import { createListExamples } from './list-examples.ts';
import { createProposeCorrection, createProposeStaffAnswer } from './propose-example.ts';
import { createRecordFeedback } from './record-feedback.ts';
import { createReviewExamples } from './review-example.ts';
import { scoreMessage } from './score-anew.ts';

const GOOD = { thumbs: 'up', stars: 5, helpful: true, accurate: true } as const;
describe.each(ENGINES)('on the %s database', (engine) => {
  let desk: LearningDesk;
  beforeAll(async () => {
    desk = await openLearningDesk(engine);
  });
  afterAll(() => desk.stop());

  /** Each test asks something of its own, so that all can share one database. */
  function feedbackOn(messageId: string) {
    const record = createRecordFeedback(desk.deps);
    return {
      customer: (values: Partial<Parameters<typeof record>[0]>) =>
        record({ messageId, author: { kind: 'customer' }, ...values }),
      staff: (values: Partial<Parameters<typeof record>[0]>) =>
        record({ messageId, author: { kind: 'staff', id: desk.adminId }, ...values }),
    };
  }
  const exampleOf = async (question: string) => (await desk.examples()).find((row) => row.question === question);

  describe('recordFeedback', () => {
    it('promotes an answer at 0.8 with its question, waiting for approval', async () => {
      const question = 'Do you bring the grill?';
      const { answerId } = await desk.addTurn({ question, answer: 'Yes, we bring the grill.' });
      const say = feedbackOn(answerId).customer;
      expect(await say({ thumbs: 'up', stars: 5 })).toMatchObject({ quality: { score: 0.7 }, promoted: false });
      expect(await exampleOf(question)).toBeUndefined();
      expect(await say({ helpful: true })).toMatchObject({ quality: { score: 0.9 }, promoted: true });
      expect(await exampleOf(question)).toMatchObject({
        status: 'pending',
        human_verified: false,
        is_active: false,
        quality_score: 0.9,
        source_type: 'feedback',
      });
      expect(await desk.eventTypes()).toEqual(
        expect.arrayContaining(['feedback.recorded', 'training.updated', 'message.updated']),
      );
    });

    it('gives every candidate of a conversation the same placeholders', async () => {
      const first = await desk.addTurn({ question: 'Can you call 916-555-0171 about tables?', answer: 'Gladly.' });
      const { conversationId } = first;
      const second = await desk.addTurn({
        question: 'And can you call 916-555-0172 about chairs, not 916 555 0171?',
        answer: 'Of course.',
        conversationId,
      });
      await feedbackOn(second.answerId).customer(GOOD);
      await feedbackOn(first.answerId).customer(GOOD);
      expect(await exampleOf('And can you call [PHONE_2] about chairs, not [PHONE_1]?')).toBeDefined();
      expect(await exampleOf('Can you call [PHONE_1] about tables?')).toBeDefined();
    });

    it('asks for a second look where the feedback of an approved example falls, until it rises or somebody decides', async () => {
      const question = 'Is there a vegan menu?';
      const { answerId } = await desk.addTurn({ question, answer: 'Yes, with tofu.' });
      const { exampleId = '' } = await feedbackOn(answerId).customer(GOOD);
      const review = createReviewExamples(desk.deps);
      const reviewer = { id: exampleId, reviewerId: desk.adminId };
      await review.approve(reviewer);
      const flagged = async () =>
        (await createListExamples(desk.deps)({ status: 'approved', secondLook: true, limit: 50 })).items.find(
          ({ id }) => id === exampleId,
        )?.secondLook;
      expect(await flagged()).toBeUndefined();
      await feedbackOn(answerId).staff({ thumbs: 'down', wrongBecause: 'out_of_date' });
      expect(await flagged()).toMatchObject({ score: 0 });
      await feedbackOn(answerId).staff({ thumbs: null, wrongBecause: null });
      expect(await flagged()).toBeUndefined();
      await feedbackOn(answerId).staff({ thumbs: 'down' });
      expect((await review.approve(reviewer)).secondLook).toBeNull();
      expect(await exampleOf(question)).toMatchObject({ status: 'approved', is_active: true });
    });

    it('flags the approved example that a bad answer was made of', async () => {
      const first = await desk.addTurn({ question: 'Do you cook eggs?', answer: 'Yes, fried rice comes with eggs.' });
      const { exampleId = '' } = await feedbackOn(first.answerId).customer(GOOD);
      await createReviewExamples(desk.deps).approve({ id: exampleId, reviewerId: desk.adminId });
      const later = await desk.addTurn({ question: 'Any eggs?', answer: 'Yes, fried rice comes with eggs!' });
      await desk.db.query(
        `INSERT INTO ai.traces (id, conversation_id, question_message_id, message_id, outcome, agent, intent, intent_score, model, prompt_version, duration_ms, confidence, examples)
         VALUES (gen_random_uuid(), $1, $2, $3, 'answered', 'knowledge', 'menu', 1, 'm', '1', 1, 0.9, $4::jsonb)`,
        [later.conversationId, later.questionId, later.answerId, JSON.stringify([{ exampleId, used: true }])],
      );
      await feedbackOn(later.answerId).customer({ thumbs: 'down' });
      const { items } = await createListExamples(desk.deps)({ status: 'approved', secondLook: true, limit: 50 });
      expect(items.map(({ id }) => id)).toContain(exampleId);
    });

    it('counts what customers do: once each, against "helpful" where they ask again, for it where they book', async () => {
      const asked = await desk.addTurn({ question: 'Can you park a van?', answer: 'Yes, on the drive.' });
      const booked = await desk.addTurn({ question: 'Is June 14 free?', answer: 'Yes, it is free.' });
      await feedbackOn(asked.answerId).customer({ thumbs: 'up', helpful: true, accurate: true });
      await feedbackOn(booked.answerId).customer({ thumbs: 'up', accurate: true });
      await desk.db.query("UPDATE ai.messages SET created_at = '2026-05-01T09:50:00Z' WHERE id = ANY ($1::uuid[])", [
        [asked.answerId, booked.answerId],
      ]);
      await desk.db.query(
        `INSERT INTO support.escalations (id, conversation_id, reason, created_at)
         VALUES (gen_random_uuid(), $1, 'customer_request', '2026-05-01T09:55:00Z')`,
        [asked.conversationId],
      );
      await desk.db.query(
        `INSERT INTO booking.bookings (id, conversation_id, customer_id, status, confirmed_at)
         VALUES (gen_random_uuid(), $1, 'visitor', 'confirmed', '2026-05-01T09:58:00Z')`,
        [booked.conversationId],
      );
      const collect = createCollectConduct(desk.deps);
      expect(await exampleOf('Can you park a van?')).toMatchObject({ status: 'pending' });
      await collect();
      await collect();
      const score = (id: string) => desk.db.transaction((tx) => scoreMessage(tx, id));
      expect(await score(asked.answerId)).toMatchObject({ score: 0.6, parts: { helpful: 0 } });
      expect(await score(booked.answerId)).toMatchObject({ score: 0.8, parts: { helpful: 0.2 } });
      expect(await exampleOf('Can you park a van?')).toBeUndefined();
      expect(await exampleOf('Is June 14 free?')).toMatchObject({ status: 'pending', quality_score: 0.8 });
      const written = await desk.db.query('SELECT signal FROM ai.conduct_signals ORDER BY signal');
      expect(written.rows.map((row) => row.signal)).toEqual(['asked_for_person', 'booking_completed']);
    });

    it('counts that the same was asked again in other words, where nobody was called for it', async () => {
      const turn = await desk.addTurn({ question: 'ladders: may we use yours?', answer: 'Look at the list.' });
      await feedbackOn(turn.answerId).customer({ thumbs: 'up', helpful: true, accurate: true });
      const say = (minute: string, content: string) =>
        desk.db.query(
          `INSERT INTO ai.messages (id, conversation_id, role, content, created_at) VALUES (gen_random_uuid(), $1, 'user', $2, $3)`,
          [turn.conversationId, content, `2026-05-01T09:${minute}:00Z`],
        );
      await desk.db.query("UPDATE ai.messages SET created_at = '2026-05-01T09:50:00Z' WHERE conversation_id = $1", [
        turn.conversationId,
      ]);
      const asked: string[] = [];
      const collect = createCollectConduct({
        ...desk.deps,
        asksTheSame: (question, before) => {
          asked.push(question);
          return desk.deps.asksTheSame(question, before);
        },
      });
      await say('51', 'ok thanks');
      await say('52', 'And umbrellas?');
      await collect();
      expect(await exampleOf('ladders: may we use yours?')).toMatchObject({ status: 'pending' });
      await say('53', 'ladders: do you have any for us?');
      await collect();
      await collect();
      expect(await exampleOf('ladders: may we use yours?')).toBeUndefined();
      const written = await desk.db.query(
        'SELECT message_id, signal FROM ai.conduct_signals WHERE conversation_id = $1',
        [turn.conversationId],
      );
      expect(written.rows).toEqual([{ message_id: turn.answerId, signal: 'asked_again' }]);
      // Each message was looked at once, and thanks not at all.
      expect(asked.filter((question) => !/van|June/.test(question))).toEqual([
        'And umbrellas?',
        'ladders: do you have any for us?',
      ]);
    });

    it('changes nothing when the same is said again', async () => {
      const { answerId } = await desk.addTurn({ question: 'Can I pay by card?', answer: 'Yes, you can.' });
      const first = await feedbackOn(answerId).customer(GOOD);
      const again = await feedbackOn(answerId).customer(GOOD);
      expect(again).toEqual(first);
      const rows = await desk.db.query('SELECT id FROM ai.feedback WHERE message_id = $1', [answerId]);
      expect(rows.rowCount).toBe(1);
    });

    it('withdraws a promotion that nobody has approved when the score falls, and promotes again when it rises', async () => {
      const question = 'How long is a party?';
      const { answerId } = await desk.addTurn({ question, answer: 'About two hours.' });
      await feedbackOn(answerId).customer(GOOD);
      expect(await feedbackOn(answerId).staff({ thumbs: 'down' })).toMatchObject({
        quality: { score: 0, thumbsDown: true },
        promoted: false,
      });
      expect(await exampleOf(question)).toBeUndefined();
      expect(await feedbackOn(answerId).staff({ thumbs: null })).toMatchObject({ promoted: true });
      expect(await exampleOf(question)).toMatchObject({ status: 'pending' });
    });

    it('lets an approval stand when the score falls later', async () => {
      const question = 'Is there a travel fee?';
      const { answerId } = await desk.addTurn({ question, answer: 'Only beyond 30 miles.' });
      const { exampleId = '' } = await feedbackOn(answerId).customer(GOOD);
      await createReviewExamples(desk.deps).approve({ id: exampleId, reviewerId: desk.adminId });
      await feedbackOn(answerId).customer({ thumbs: 'down' });
      expect(await exampleOf(question)).toMatchObject({ status: 'approved', is_active: true, quality_score: 1 });
    });

    it('adds up what the customer and staff say', async () => {
      const { answerId } = await desk.addTurn({ question: 'Do you cook outdoors?', answer: 'Yes, outdoors.' });
      await feedbackOn(answerId).customer({ thumbs: 'up', helpful: true });
      expect(await feedbackOn(answerId).staff({ accurate: true })).toMatchObject({
        quality: { score: 0.8 },
        promoted: true,
      });
    });

    it('leaves out low-value questions, repeated pairs and answers that answer nothing', async () => {
      const thanks = await desk.addTurn({ question: 'ok thanks!', answer: 'You are welcome.' });
      expect(await feedbackOn(thanks.answerId).customer(GOOD)).toMatchObject({ promoted: false });
      const pair = { question: 'What is the minimum spend?', answer: 'The minimum is $550.' };
      const [first, second] = [
        await desk.addTurn(pair),
        await desk.addTurn({ ...pair, question: 'what is the MINIMUM spend' }),
      ];
      await feedbackOn(first.answerId).customer(GOOD);
      expect(await feedbackOn(second.answerId).customer(GOOD)).toMatchObject({ promoted: false });
      const declined = await desk.addTurn({
        question: 'Do you sell boats?',
        answer: 'I do not know.',
        kind: 'declined',
      });
      await expect(feedbackOn(declined.answerId).customer(GOOD)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    });

    it('refuses messages of the customer, of staff, and of other conversations', async () => {
      const turn = await desk.addTurn({ question: 'Do you do weddings?', answer: 'We do.' });
      await expect(feedbackOn(turn.questionId).customer(GOOD)).rejects.toMatchObject({ code: 'BAD_INPUT' });
      const other = await desk.addTurn({ question: 'Do you do proms?', answer: 'We do.' });
      await expect(
        feedbackOn(turn.answerId).customer({ ...GOOD, conversationId: other.conversationId }),
      ).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await desk.db.query('UPDATE ai.messages SET author_id = $2 WHERE id = $1', [turn.answerId, desk.adminId]);
      await expect(feedbackOn(turn.answerId).customer(GOOD)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    });

    it('stores a candidate without what the record knows of the customer', async () => {
      const { answerId } = await desk.addTurn({
        question: 'This is Rose Okafor, rose.okafor@example.com. Can I move my party to June 14?',
        answer: 'Of course, Rose! Moving to June 14 is free.',
        customerName: 'Rose Okafor',
        customer: 'rose.okafor@example.com',
      });
      const { exampleId } = await feedbackOn(answerId).customer(GOOD);
      expect((await desk.examples()).find((row) => row.id === exampleId)).toMatchObject({
        question: 'This is [NAME_1], [EMAIL_1]. Can I move my party to June 14?',
        answer: 'Of course, [NAME_1]! Moving to June 14 is free.',
      });
    });
  });

  describe('answers of people', () => {
    it("queues a person's reply as a candidate, in the transaction that stores the reply", async () => {
      const { conversationId } = await desk.addTurn({ question: 'Can you cook on a boat?', answer: 'I am not sure.' });
      const propose = createProposeStaffAnswer(desk.deps);
      const reply = {
        conversationId,
        question: 'Can you cook on a boat?',
        answer: 'Yes, on a moored one.',
        authorId: desk.adminId,
        intent: 'faq',
      };
      await expect(
        desk.db.transaction(async (tx) => {
          await propose(tx, reply);
          throw new Error('the reply failed');
        }),
      ).rejects.toThrow('the reply failed');
      expect(await exampleOf(reply.question)).toBeUndefined();
      expect(await desk.db.transaction((tx) => propose(tx, reply))).toMatchObject({ outcome: 'added' });
      expect(await exampleOf(reply.question)).toMatchObject({ source_type: 'human_curated', status: 'pending' });
      expect(await desk.db.transaction((tx) => propose(tx, reply))).toMatchObject({ outcome: 'duplicate' });
    });

    it('queues a correction of an answer with the question that was asked', async () => {
      const { answerId } = await desk.addTurn({ question: 'Are tips included?', answer: 'Yes.' });
      const { exampleId } = await createProposeCorrection(desk.deps)({
        messageId: answerId,
        answer: 'No. Guests usually tip 20 %.',
      });
      expect((await desk.examples()).find((row) => row.id === exampleId)).toMatchObject({
        question: 'Are tips included?',
        answer: 'No. Guests usually tip 20 %.',
        source_type: 'human_curated',
      });
    });

    it('corrects nothing but what the AI wrote', async () => {
      const { questionId } = await desk.addTurn({ question: 'Do you cater on boats?', answer: 'On some.' });
      const correction = createProposeCorrection(desk.deps)({ messageId: questionId, answer: 'On none.' });
      await expect(correction).rejects.toMatchObject({ code: 'BAD_INPUT' });
    });
  });
});
