import { Link } from '@tanstack/react-router';
import { AreaTabs } from '../../../ui/area-tabs.tsx';

/** What the AI may learn, and what came of it. */
export function TrainingTabs() {
  return (
    <AreaTabs label="Training area">
      <Link to="/training" activeOptions={{ exact: true, includeSearch: false }}>
        Examples
      </Link>
      <Link to="/training/models" activeOptions={{ includeSearch: false }}>
        Models
      </Link>
      <Link to="/training/automation">Automation</Link>
    </AreaTabs>
  );
}
