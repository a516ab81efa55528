-- Words that a reviewer marked withhold an example where they stand as whole words, as exports replace them: "Ann" is not in "planning".

-- Up Migration

CREATE OR REPLACE FUNCTION ai.holds_marked_words(example uuid, conversation uuid, question text, answer text)
RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM ai.pii_corrections k
    CROSS JOIN LATERAL (
      -- The spaces of a text are those that stand there: a reviewer may have marked words across a line's end.
      SELECT regexp_replace(lower(question || E'\n' || answer), '[\s\u00a0]+', ' ', 'g') AS said,
        regexp_replace(lower(btrim(k.text)), '[\s\u00a0]+', ' ', 'g') AS words) form
    WHERE k.kind = 'missed' AND (k.example_id = example OR k.conversation_id = conversation)
      AND strpos(form.said, form.words) > 0
      AND form.said ~ ('(?<![[:alnum:]])' || regexp_replace(form.words, '([.*+?^${}()|\[\]\\])', '\\\1', 'g')
                       || '(?![[:alnum:]])'))
$$;
