import { CloseButton } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useApi } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { useDeskStatus } from '../../lib/desk-queries.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { showFailure } from '../../ui/toast.tsx';
import classes from './banner.module.css';

/** What the people at the desk must know, such as a restored backup, until someone puts it away. */
export function DeskNotices() {
  const api = useApi();
  const queryClient = useQueryClient();
  const notices = useDeskStatus().data?.notices ?? [];
  const dismiss = useMutation(
    api.system.dismissNotice.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.system.status.key() }),
      onError: (error) => showFailure('The notice could not be put away', failureOf(error)),
    }),
  );
  return notices.map((notice) => (
    <div key={notice.id} className={classes.banner} data-level={notice.level} role="status">
      {notice.level === 'info' ? <IconInfoCircle size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />}
      <span>
        <strong>{notice.title}.</strong> {notice.text}{' '}
        {notice.page === 'autonomy' && <Link to="/settings/autonomy">Open Autonomy</Link>}
        {notice.page === 'models' && <Link to="/training/models">Open Models</Link>}
        {notice.page === 'automation' && <Link to="/training/automation">Open Automation</Link>}{' '}
        <RelativeTime at={notice.at} suffix=" ago" />
      </span>
      <CloseButton
        size="sm"
        aria-label={`Dismiss: ${notice.title}`}
        onClick={() => dismiss.mutate({ id: notice.id })}
      />
    </div>
  ));
}
