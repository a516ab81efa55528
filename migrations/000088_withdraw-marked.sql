-- What was learned from an example that was marked before marks withheld it leaves the search now, not with the next refresh.

-- Up Migration

WITH marked AS MATERIALIZED (
  SELECT t.id FROM ai.training_data t
  WHERE EXISTS (SELECT 1 FROM ai.pii_corrections k
                WHERE k.example_id = t.id OR k.conversation_id = t.source_conversation_id)
    AND ai.holds_marked_words(t.id, t.source_conversation_id, t.question, t.answer)
), passages AS MATERIALIZED (
  SELECT id FROM ai.kb_chunks WHERE is_learned AND example_id IN (SELECT id FROM marked)
), without_ways AS (
  DELETE FROM ai.kb_questions WHERE example_id IN (SELECT id FROM marked)
), without_words AS (
  DELETE FROM ai.kb_terms WHERE chunk_id IN (SELECT id FROM passages)
)
UPDATE ai.kb_chunks SET is_active = false, updated_at = now() WHERE is_active AND id IN (SELECT id FROM passages);
