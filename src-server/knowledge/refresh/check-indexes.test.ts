import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ENGINES, type LearningDesk, openLearningDesk } from '../../../tests/support/learning-rows.ts';
import { newId } from '../../core/ids.ts';
import { vectorText } from '../../database/vector.ts';
import { checkIndexes } from './check-indexes.ts';

describe.each(ENGINES)('the check of the vector indexes on the %s engine', (engine) => {
  let desk: LearningDesk;
  beforeEach(async () => {
    desk = await openLearningDesk(engine);
    const texts = ['deposit money', 'rain cover', 'parking space', 'tofu food', 'chef show', 'kids price'];
    const embedder = await desk.deps.activeEmbedder();
    for (const [n, vector] of (await embedder.embed(texts)).entries())
      await desk.db.query(
        'INSERT INTO ai.kb_chunks (id, title, text, vector, embedding_model) VALUES ($1, $2, $2, $3::vector, $4)',
        [newId(), texts[n], vectorText(vector), embedder.model],
      );
  });
  afterEach(() => desk.stop());

  it('finds a sound graph as good as an exact search', async () => {
    expect(await checkIndexes(desk.deps)).toEqual([
      { index: 'ai.idx_kb_vector_hnsw', checked: 6, recall: 1, rebuilt: false },
      { index: 'ai.idx_kb_question_vector_hnsw', checked: 0, recall: 1, rebuilt: false },
    ]);
  });

  it('builds a graph anew that misses what is there, and tells how good it is then', async () => {
    let asked = 0;
    const measure = async () => {
      asked += 1;
      return asked <= 6 ? 0.2 : 1;
    };
    expect((await checkIndexes({ ...desk.deps, measure }))[0]).toMatchObject({ recall: 1, rebuilt: true });
    const { rows } = await desk.db.query(
      "SELECT indisvalid FROM pg_index WHERE indexrelid = 'ai.idx_kb_vector_hnsw'::regclass",
    );
    expect(rows).toEqual([{ indisvalid: true }]);
  });
});
