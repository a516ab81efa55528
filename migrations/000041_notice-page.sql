-- A notice that asks for a decision leads to the screen where it is made.

-- Up Migration

ALTER TABLE support.notices ADD COLUMN page text CHECK (page IN ('autonomy'));
