import { AppError } from '../../core/errors.ts';
import type { DraftRow } from './draft.store.ts';

/** CONFLICT, with what became of it, unless the draft still waits. */
export function requireOpen(draft: DraftRow): void {
  const who = draft.decidedByName ?? 'Someone';
  switch (draft.state) {
    case 'open':
      return;
    case 'sent':
    case 'edited':
      throw new AppError('CONFLICT', `${who} has sent this draft already.`);
    case 'discarded':
      throw new AppError('CONFLICT', `${who} has put this draft away. Bring it back first, or write a reply.`);
    case 'superseded':
      throw new AppError(
        'CONFLICT',
        'The conversation has gone on, so this draft is out of date. Read what is new first.',
      );
  }
}
