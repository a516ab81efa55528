import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useApi, useSession } from '../../../lib/api/api-context.ts';

/** Which model version gave an answer; nothing for the desk as it is shipped. */
export function AnsweredBy({ messageId }: { messageId: string }) {
  const api = useApi();
  const isAdmin = useSession().can('admin');
  const version = useQuery(api.modelVersions.ofMessage.queryOptions({ input: { id: messageId } })).data?.version;
  if (version === undefined || version === null) return null;
  if (!isAdmin) return <span>Model version {version.number}</span>;
  return (
    <Link to="/training/models" search={{ version: version.id }}>
      Model version {version.number}
    </Link>
  );
}
