import { Link } from '@tanstack/react-router';
import { useSession } from '../../../lib/api/api-context.ts';
import { AreaTabs } from '../../../ui/area-tabs.tsx';

/** The screens on what the AI knows: the articles, the questions without one, the lab, and the refresh. */
export function ArticlesTabs() {
  const isAdmin = useSession().can('admin');
  return (
    <AreaTabs label="Articles area">
      <Link to="/articles" activeOptions={{ exact: true, includeSearch: false }}>
        Articles
      </Link>
      <Link to="/articles/gaps" activeOptions={{ includeSearch: false }}>
        Gaps
      </Link>
      <Link to="/articles/lab" activeOptions={{ includeSearch: false }}>
        Lab
      </Link>
      {isAdmin && (
        <Link to="/articles/refresh" activeOptions={{ includeSearch: false }}>
          Refresh
        </Link>
      )}
    </AreaTabs>
  );
}
