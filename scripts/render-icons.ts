import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';

/** Renders the icons from their drawings. Run it by hand after a drawing has changed: `node scripts/render-icons.ts`. */
const FOLDER = join(import.meta.dirname, '..', 'resources', 'icons');
const PICTURES = [
  { drawing: 'icon.svg', picture: 'icon.png', size: 512 },
  { drawing: 'badge.svg', picture: 'badge.png', size: 32 },
];

const executablePath = process.env.TEPPAN_CHROMIUM;
const browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
for (const { drawing, picture, size } of PICTURES) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const svg = readFileSync(join(FOLDER, drawing), 'utf8');
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
  await page.screenshot({ path: join(FOLDER, picture), omitBackground: true });
}
await browser.close();
