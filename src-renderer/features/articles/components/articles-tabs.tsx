import { Link } from '@tanstack/react-router';
import { AreaTabs } from '../../../ui/area-tabs.tsx';

/** The screens on what the AI knows: the articles, the questions without one, and the lab. */
export function ArticlesTabs() {
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
    </AreaTabs>
  );
}
