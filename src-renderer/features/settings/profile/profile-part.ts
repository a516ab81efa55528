import type { BusinessProfile } from '#contract/business.ts';
import type { ProfileProblems } from './profile-problems.ts';

/** What each part of the form is given: the profile as it stands, and how to change it. */
export interface ProfilePartProps {
  profile: BusinessProfile;
  problems: ProfileProblems;
  onChange: (change: Partial<BusinessProfile>) => void;
}
