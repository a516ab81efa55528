import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, type LearningDesk, openLearningDesk } from '../../../tests/support/learning-rows.ts';
import { silentLog } from '../../core/log.ts';
import { createRouter, type Router } from './create-router.ts';
import { listOwnIntents } from './intent.store.ts';
import { createTeachRouter } from './teach-router.ts';

describe.each(ENGINES)('on the %s database', (engine) => {
  let desk: LearningDesk;
  let router: Router;
  beforeAll(async () => {
    desk = await openLearningDesk(engine);
    router = createRouter({
      activeEmbedder: desk.deps.activeEmbedder,
      listOwnIntents: () => listOwnIntents(desk.db),
      log: silentLog,
    });
  });
  afterAll(async () => {
    await router.stop();
    await desk.stop();
  });

  const teach = () =>
    createTeachRouter({
      db: desk.db,
      newId: desk.deps.newId,
      router,
      scrub: async (text) => text.replace('Zelda', '[NAME]'),
    });

  test('a correction by staff is stored without personal data and obeyed by the next message', async () => {
    const { questionId } = await desk.addTurn({
      question: 'Zelda wants the 5th, is that doable',
      answer: 'I do not know.',
    });
    const text = 'Zelda wants the 5th, is that doable';
    await teach().correct({ text, intent: 'booking', messageId: questionId, by: desk.adminId });
    expect(await router.route(text)).toMatchObject({ intent: 'booking', agent: 'booking' });
    const { examples } = await listOwnIntents(desk.db);
    expect(examples).toEqual([{ text: '[NAME] wants the 5th, is that doable', intent: 'booking', isCorrection: true }]);
  });

  test('who corrects last is right', async () => {
    const { questionId } = await desk.addTurn({ question: 'and the blue one', answer: 'I do not know.' });
    const correct = (intent: string) =>
      teach().correct({ text: 'and the blue one', intent, messageId: questionId, by: desk.adminId });
    await correct('menu');
    await correct('pricing');
    expect(await router.route('and the blue one')).toMatchObject({ intent: 'pricing' });
    const { examples } = await listOwnIntents(desk.db);
    expect(examples.filter(({ text }) => text === 'and the blue one')).toHaveLength(1);
  });

  test('refuses an intent that nobody defined, and one with too few sentences', async () => {
    const correction = { text: 'hello world', intent: 'nowhere', messageId: null, by: desk.adminId };
    await expect(teach().correct(correction)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    const intent = { name: 'classes', agent: 'staff', examples: ['one', 'One more'], by: desk.adminId } as const;
    await expect(teach().defineIntent(intent)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  test('an intent of the owner’s is in use when it is defined', async () => {
    const examples = [
      'do you teach cooking classes',
      'I want a cooking lesson',
      'is there a class for hibachi cooking',
    ];
    await teach().defineIntent({ name: 'classes', agent: 'staff', examples, by: desk.adminId });
    expect(await router.route('when is the next cooking class')).toMatchObject({ intent: 'classes', agent: 'staff' });
  });
});
