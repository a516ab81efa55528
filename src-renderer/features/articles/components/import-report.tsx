import { IconAlertTriangle, IconEqual, IconPencil, IconPlus, type TablerIcon } from '@tabler/icons-react';
import type { ImportReport } from '#contract/knowledge.ts';
import classes from './import.module.css';

/** What an import would do with each file. */
export function ImportReportView({ report }: { report: ImportReport }) {
  return (
    <div className={classes.report} role="status" aria-label="What the import would do">
      <Group icon={IconPlus} title="New" names={report.created} />
      <Group icon={IconPencil} title="Changed" names={report.changed} />
      <Group icon={IconEqual} title="Same as here" names={report.same} />
      {report.failed.length > 0 && (
        <section className={classes.failed}>
          <h3>
            <IconAlertTriangle size={14} aria-hidden /> Cannot be imported ({report.failed.length})
          </h3>
          <ul>
            {report.failed.map(({ file, reason }) => (
              <li key={file}>
                <strong>{file}</strong>: {reason}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Group({ icon: Icon, title, names }: { icon: TablerIcon; title: string; names: string[] }) {
  if (names.length === 0) return null;
  return (
    <section>
      <h3>
        <Icon size={14} aria-hidden /> {title} ({names.length})
      </h3>
      <p>{names.join(', ')}</p>
    </section>
  );
}
