import type { CapabilityDeps } from './compose-capabilities.ts';
import type { createDesk } from './desk/create-desk.ts';
import { recordAudit } from './identity/audit.store.ts';
import type { createBackUp } from './settings/back-up.ts';
import { createSettingsRoutes } from './settings/settings.routes.ts';

export interface SystemCompositionDeps
  extends Pick<CapabilityDeps, 'db' | 'clock' | 'version' | 'modelMode' | 'models'> {
  activeEmbedder: () => Promise<{ model: string }>;
  backUps: ReturnType<typeof createBackUp>;
  samples: ReturnType<typeof createDesk>['samples'];
}

/** The desk as a whole: its state, settings, backups and sample conversations. */
export function composeSystem({ db, clock, version, ...deps }: SystemCompositionDeps) {
  return createSettingsRoutes({
    db,
    clock,
    version,
    models: {
      mode: deps.modelMode,
      language: deps.models.language.model,
      embedding: async () => (await deps.activeEmbedder()).model,
    },
    recordAudit,
    backUp: deps.backUps.backUp,
    lastBackupAt: deps.backUps.lastBackupAt,
    loadSampleConversations: deps.samples.load,
    removeSampleConversations: deps.samples.remove,
  });
}
