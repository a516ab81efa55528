/**
 * Fits the libraries to the page's policy. The one module that acts when it is imported: an entry imports it and
 * nothing else, and loads the page by `import()` after it, as bundlers evaluate shared chunks first.
 */
const page = globalThis as {
  __zod_globalConfig?: { jitless: boolean };
  trustedTypes?: { createPolicy(name: 'default', rules: { createHTML(text: string): string | null }): unknown };
};

// zod tries to compile each schema as it is made, which the policy forbids and the browser would report. This is
// what `z.config({ jitless: true })` sets, without loading zod.
page.__zod_globalConfig = { jitless: true };

// The policy forbids turning text into HTML (Trusted Types). Mantine writes its CSS variables into a style element
// in just this way: what has no `<` cannot hold an element and may pass, and nothing else.
page.trustedTypes?.createPolicy('default', { createHTML: (text) => (text.includes('<') ? null : text) });
