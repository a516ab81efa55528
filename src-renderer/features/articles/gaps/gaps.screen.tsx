import { Screen } from '../../../ui/screen.tsx';
import { SkeletonRows } from '../../../ui/states.tsx';
import { ArticlesTabs } from '../components/articles-tabs.tsx';

export function GapsScreen() {
  return (
    <Screen title="Gaps" tabs={<ArticlesTabs />}>
      <SkeletonRows />
    </Screen>
  );
}
