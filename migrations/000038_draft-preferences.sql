-- What staff made of a draft is a lesson: the sentences that were marked stay with it, and both texts can be read as a pair.

-- Up Migration

-- What no source of the draft states, with the reason: marked for the person who sends it.
ALTER TABLE ai.drafts ADD COLUMN unsupported jsonb NOT NULL DEFAULT '[]';

-- A question with the reply that was drafted and the one that a person preferred to send: the pairs that preference
-- training learns from. Of drafts that were sent as they were, or put away for another text, there is none.
CREATE VIEW ai.draft_preferences AS
  SELECT d.id AS draft_id, d.conversation_id, d.channel, d.intent, d.origin,
    question.content AS question, d.content AS rejected, sent.content AS chosen, d.similarity,
    trace.model, trace.prompt_version, d.decided_by, d.decided_at
  FROM ai.drafts d
  JOIN ai.messages question ON question.id = d.question_message_id
  JOIN ai.messages sent ON sent.id = d.sent_message_id
  LEFT JOIN ai.traces trace ON trace.id = d.trace_id
  WHERE d.state = 'edited' AND sent.content <> d.content;
