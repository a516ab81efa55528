import { Screen } from '../../../ui/screen.tsx';
import { SkeletonRows } from '../../../ui/states.tsx';
import { ArticlesTabs } from '../components/articles-tabs.tsx';

export function LabScreen() {
  return (
    <Screen title="Lab" tabs={<ArticlesTabs />}>
      <SkeletonRows />
    </Screen>
  );
}
