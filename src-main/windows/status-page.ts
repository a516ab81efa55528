const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** The page that is shown until the console can be: a sentence, no script, nothing loaded. As a data address. */
export function statusPage(text: string): string {
  const escaped = text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Teppan</title>
<style>
  :root { color-scheme: light dark; font: 15px system-ui, sans-serif }
  body { display: grid; place-content: center; min-height: 100vh; margin: 0; gap: 8px; text-align: center }
  h1 { margin: 0; font-size: 22px; font-weight: 600 }
  p { margin: 0; max-width: 60ch; opacity: 0.75 }
</style>
<h1>Teppan</h1>
<p role="status">${escaped}</p>`;
  return `data:text/html;charset=utf-8,${encodeURIComponent(html)}`;
}
