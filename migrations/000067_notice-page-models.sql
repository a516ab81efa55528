-- A notice of the automation leads to where its proposal is answered.

-- Up Migration

ALTER TABLE support.notices DROP CONSTRAINT notices_page_check;
ALTER TABLE support.notices ADD CONSTRAINT notices_page_check CHECK (page IN ('autonomy', 'models', 'automation'));
