import { z } from 'zod';

/**
 * Fits the libraries to the page's policy. The one module that acts when it is imported, and the first that a page
 * imports: zod tries to compile each schema as it is made, which the policy forbids and the browser would report.
 */
z.config({ jitless: true });

interface TrustedTypesFactory {
  createPolicy(name: 'default', rules: { createHTML(text: string): string | null }): unknown;
}

// The policy forbids turning text into HTML (Trusted Types). Mantine writes its CSS variables into a style element
// in just this way: what has no `<` cannot hold an element and may pass, and nothing else.
const factory = (globalThis as { trustedTypes?: TrustedTypesFactory }).trustedTypes;
factory?.createPolicy('default', { createHTML: (text) => (text.includes('<') ? null : text) });
