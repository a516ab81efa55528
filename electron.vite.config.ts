import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { PluginOption } from 'vite';

/** The page is served from the root of the sidecar, at any depth of path; electron-vite would prepare it for files. */
const servedFromRoot: PluginOption = { name: 'served-from-root', enforce: 'post', config: () => ({ base: '/' }) };

/** `scripts/build.ts` names the one part that is stale; without that, all are built. */
const wanted = process.env.TEPPAN_BUILD_PART;

const root = (path: string): string => resolve(import.meta.dirname, path);

export default defineConfig({
  ...(wanted === 'console'
    ? {}
    : {
        main: {
          build: { externalizeDeps: false, rolldownOptions: { input: { index: root('src-main/index.ts') } } },
        },
        preload: {
          // The sandbox loads one CommonJS file and no package.
          build: {
            externalizeDeps: false,
            rolldownOptions: {
              input: { index: root('src-main/preload/index.ts') },
              output: { format: 'cjs', entryFileNames: '[name].cjs' },
            },
          },
        },
      }),
  ...(wanted === 'shell'
    ? {}
    : {
        renderer: {
          root: root('src-renderer'),
          plugins: [react(), servedFromRoot],
          build: {
            // Browser mode opens the console in whatever browser the person has, not only in Electron's Chromium.
            target: 'es2023',
            minify: true,
            // Inlined files would need `data:` in the content security policy.
            assetsInlineLimit: 0,
            rolldownOptions: {
              input: { console: root('src-renderer/index.html'), chat: root('src-renderer/chat/index.html') },
            },
          },
        },
      }),
});
