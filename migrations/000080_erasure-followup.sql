-- What follows a deletion (files, trainings, backups) is done by a job that can be interrupted; and which conversations
-- were deleted is kept, as ids, so that a database restored from an older backup is rid of them again.

-- Up Migration

ALTER TABLE support.erasures
  ADD COLUMN conversation_ids uuid[] NOT NULL DEFAULT '{}',
  ADD COLUMN removes_backups boolean NOT NULL DEFAULT false;

UPDATE support.erasures SET receipt = receipt || jsonb_build_object(
  'finishedAt', receipt->>'at', 'problem', NULL, 'stoppedTrainings', 0, 'serviceFiles', 0);
