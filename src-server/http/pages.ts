import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import express, { type Response, Router } from 'express';
import { AppError } from '../core/errors.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';

/** Stands in the built pages where the nonce of the page view belongs. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/**
 * The built pages under `root`: the console at `/` and at its inner addresses, the customers' chat at `/chat`.
 * Pages are read at each view, so that a build that ends after the start is seen.
 */
export function createPages(root: string): Router {
  const pages = Router();
  pages.get('/chat', (_request, response) => sendPage(response, join(root, 'chat', 'index.html')));
  pages.get(/\.html$/, notFound);
  // Stays inside `root` whatever the path says: `send`, beneath, refuses `..`, encoded or not, and NUL.
  pages.use(
    express.static(root, { index: false, redirect: false, dotfiles: 'ignore', cacheControl: false, setHeaders }),
  );
  pages.get('/{*path}', (request, response) => {
    // The console's own addresses have no file ending; with one, it is a file that is not there.
    if (/\.[^/]*$/.test(request.path)) notFound();
    return sendPage(response, join(root, 'index.html'));
  });
  return pages;
}

/** Vite names what is in `assets` by its content: once loaded, such a file never has to be asked for again. */
function setHeaders(response: Response, path: string): void {
  const named = path.includes(`${sep}assets${sep}`);
  response.setHeader('Cache-Control', named ? 'public, max-age=31536000, immutable' : 'no-cache');
}

async function sendPage(response: Response, path: string): Promise<void> {
  const nonce = randomBytes(16).toString('base64');
  response.setHeader('Content-Security-Policy', contentSecurityPolicy(nonce));
  response.setHeader('Cache-Control', 'no-store');
  response.type('html');
  try {
    const html = await readFile(path, 'utf8');
    response.send(html.replaceAll(NONCE_PLACEHOLDER, nonce));
  } catch {
    response.status(503).send(NOT_BUILT);
  }
}

const NOT_BUILT = `<!doctype html><html lang="en"><title>Teppan</title><h1>The pages are not built yet</h1>
<p>The server runs, but the folder with its pages is missing. Run <code>npm run build</code>, then reload this page.</p>
</html>
`;

function notFound(): never {
  throw new AppError('NOT_FOUND', 'There is nothing at this address.');
}
