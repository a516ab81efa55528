import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, type LearningDesk, openLearningDesk } from '../../../tests/support/learning-rows.ts';
import { silentLog } from '../../core/log.ts';
import { recordAudit } from '../../identity/audit.store.ts';
import { createCorrectRouting } from './correct-routing.ts';
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
      now: desk.deps.clock.now,
    });
  });
  afterAll(async () => {
    await router.stop();
    await desk.stop();
  });

  const base = () => ({ db: desk.db, clock: desk.deps.clock, newId: desk.deps.newId, router });
  const teach = () => createTeachRouter({ ...base(), recordAudit });
  const corrections = () =>
    createCorrectRouting({ ...base(), scrub: async (_db, _id, text) => text.replace('Zelda', '[NAME]') });
  const CLASSES = [
    'do you teach cooking classes',
    'I want a cooking lesson',
    'is there a class for hibachi cooking',
  ] as const;

  test('a correction by staff is stored without personal data and obeyed by the next message', async () => {
    const text = 'Zelda wants the 5th, is that doable';
    const { questionId, answerId } = await desk.addTurn({ question: text, answer: 'I do not know.' });
    const said = await corrections().correct({ messageId: questionId, intent: 'booking', by: desk.adminId });
    expect(said).toMatchObject({ before: null, correction: { intent: 'booking', messageId: questionId } });
    expect(await router.route(text)).toMatchObject({ intent: 'booking', agent: 'booking' });
    const { examples } = await listOwnIntents(desk.db);
    expect(examples).toEqual([{ text: '[NAME] wants the 5th, is that doable', intent: 'booking', isCorrection: true }]);

    await expect(
      corrections().correct({ messageId: answerId, intent: 'booking', by: desk.adminId }),
      'an answer without a trace leads to no message',
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await corrections().remove(said.correction.id);
    expect((await listOwnIntents(desk.db)).examples).toEqual([]);
    await expect(corrections().remove(said.correction.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('who corrects last is right, and learns what was said before', async () => {
    const { questionId } = await desk.addTurn({ question: 'and the blue one', answer: 'I do not know.' });
    const correct = (intent: string) => corrections().correct({ messageId: questionId, intent, by: desk.adminId });
    await correct('menu');
    expect(await correct('pricing')).toMatchObject({ before: 'menu' });
    expect(await router.route('and the blue one')).toMatchObject({ intent: 'pricing' });
    const { items } = await corrections().list({ limit: 10 });
    expect(items.filter(({ text }) => text === 'and the blue one')).toHaveLength(1);
    await expect(correct('nowhere')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('an intent of the owner’s is in use when it is learnt, gone when removed, and back when restored', async () => {
    const by = desk.adminId;
    const message = 'when is the next cooking class';
    await teach().create({ name: 'classes', description: 'Lessons', agent: 'staff', sentences: CLASSES, by });
    await router.ready();
    expect(await router.route(message)).toMatchObject({ intent: 'classes', agent: 'staff' });
    expect(router.report()).toMatchObject({ state: 'in_use', reason: undefined });

    await teach().update({ name: 'classes', agent: 'knowledge', by });
    expect(await router.route(message), 'who answers needs no lesson').toMatchObject({ agent: 'knowledge' });
    await teach().remove('classes', by);
    await router.ready();
    expect((await router.route(message)).intent).not.toBe('classes');
    await teach().restore('classes', by);
    await router.ready();
    expect(await router.route(message)).toMatchObject({ intent: 'classes' });
    await expect(teach().restore('classes', by)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('refuses too few sentences, a name that is taken, and what cannot be told apart', async () => {
    const by = desk.adminId;
    const create = (name: string, sentences: readonly string[]) =>
      teach().create({ name, description: '', agent: 'staff', sentences, by });
    await expect(create('one_more', ['one', 'One', ' one more'])).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(create('pricing', ['a', 'b', 'c'])).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(create('lessons', [...CLASSES])).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('a sentence of classes'),
    });
    await expect(
      teach().addSentences({ name: 'classes', sentences: [CLASSES[0].toUpperCase()], by }),
    ).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('already') });
    await expect(teach().remove('booking', by)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(teach().update({ name: 'booking', agent: 'staff', by })).rejects.toMatchObject({ code: 'CONFLICT' });
    const names = (await listOwnIntents(desk.db)).intents.map(({ name }) => name);
    expect(names, 'nothing is half stored').toEqual(['classes']);
  });
});
