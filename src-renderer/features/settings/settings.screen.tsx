import { useSession } from '../../lib/api/api-context.ts';
import { Screen } from '../../ui/screen.tsx';
import { ErasureList } from '../erasures/components/erasure-list.tsx';
import { ComplaintSection } from './complaints/complaint-section.tsx';
import { AiSection } from './components/ai-section.tsx';
import { AppearanceSection } from './components/appearance-section.tsx';
import { BusinessSection } from './components/business-section.tsx';
import { DataSection } from './components/data-section.tsx';
import { IntentsSection } from './components/intents-section.tsx';
import { LanguageModelsSection } from './components/language-models/language-models-section.tsx';
import { ModelKeySection } from './components/model-key-section.tsx';
import { NotificationSection } from './components/notification-section.tsx';
import { SearchModelSection } from './components/search-model-section.tsx';
import { Section } from './components/section.tsx';
import { ShortcutSection } from './components/shortcut-section.tsx';
import { TeamSection } from './components/team-section.tsx';
import { ConversationRulesSection } from './conversation-rules/conversation-rules-section.tsx';
import { ProfileSection } from './profile/profile-section.tsx';
import classes from './settings.module.css';

/** How the desk is set up. The owner changes it for all; looks and keys belong to each person on this machine. */
export function SettingsScreen() {
  const { can, isDesktop } = useSession();
  const isOwner = can('owner');
  return (
    <Screen title="Settings" description={isOwner ? undefined : 'The owner of this desk changes what counts for all.'}>
      <div className={classes.page}>
        <BusinessSection canEdit={isOwner} />
        <ProfileSection canEdit={isOwner} />
        <ComplaintSection canEdit={isOwner} />
        <ConversationRulesSection canEdit={isOwner} />
        <AiSection canEdit={isOwner} />
        <IntentsSection />
        {isDesktop && isOwner && <ModelKeySection />}
        {can('admin') && <LanguageModelsSection canEdit={isOwner} />}
        {can('admin') && <SearchModelSection canEdit={isOwner} />}
        <DataSection canEdit={isOwner} />
        {can('admin') && (
          <Section
            title="Deleted customers"
            description="Receipts of what was removed for customers who wanted to be forgotten. They hold no word of theirs."
          >
            <ErasureList />
          </Section>
        )}
        <TeamSection canEdit={isOwner} />
        <AppearanceSection />
        {!isDesktop && <NotificationSection />}
        <ShortcutSection />
      </div>
    </Screen>
  );
}
