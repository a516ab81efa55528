import { z } from 'zod';
import { BusinessProfile } from '../contract/business.ts';
import { timestampColumn } from '../database/columns.ts';
import { type Queryable, selectFirst } from '../database/database.ts';
import { sampleProfile } from './sample-profile.ts';

const ProfileRow = z.object({ version: z.number(), profile: BusinessProfile, updatedAt: timestampColumn });

export interface CurrentProfile {
  profile: BusinessProfile;
  /** 0: nobody has changed the sample yet. */
  version: number;
  updatedAt: string | null;
}

/** The profile in force. */
export async function readBusinessProfile(db: Queryable): Promise<CurrentProfile> {
  const row = await selectFirst(
    db,
    ProfileRow,
    `SELECT version, profile, created_at AS "updatedAt" FROM support.business_profiles ORDER BY version DESC LIMIT 1`,
  );
  return row ?? { profile: sampleProfile(), version: 0, updatedAt: null };
}

/** Adds a version. Fails on the primary key when somebody else wrote this version meanwhile. */
export async function insertBusinessProfile(
  tx: Queryable,
  profile: BusinessProfile,
  version: number,
  updatedBy: string,
  at: Date,
): Promise<void> {
  await tx.query(
    'INSERT INTO support.business_profiles (version, profile, updated_by, created_at) VALUES ($1, $2::jsonb, $3, $4)',
    [version, JSON.stringify(profile), updatedBy, at],
  );
}
