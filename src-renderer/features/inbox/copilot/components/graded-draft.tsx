import { percent } from '../../../../lib/format-number.ts';
import { DiffView } from '../../../../ui/diff-view.tsx';
import drawerClasses from '../../components/drawer.module.css';
import { gradeWords } from '../copilot-words.ts';
import { useDraftGrade } from '../queries.ts';

/** What the person who sent it made of the draft; nothing for messages that were written without one. */
export function GradedDraft({ messageId }: { messageId: string }) {
  const grade = useDraftGrade(messageId).data?.grade;
  if (grade == null) return null;
  return (
    <section aria-label="What became of the draft">
      <h3 className={drawerClasses.section}>What became of the draft</h3>
      <dl className={drawerClasses.facts}>
        <dt>Grade</dt>
        <dd>
          {gradeWords(grade)}
          {grade.similarity !== null && ` (${percent(grade.similarity)} kept)`}
        </dd>
        <dt>By</dt>
        <dd>{grade.decidedBy ?? 'nobody'}</dd>
      </dl>
      {grade.content !== grade.sent && <DiffView before={grade.content} after={grade.sent} />}
    </section>
  );
}
