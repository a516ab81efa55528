/** The languages in which the desk's own phrases are written. Others get the English ones, and a person. */
export const SPOKEN_LANGUAGES = ['en', 'es', 'fr', 'de', 'pt', 'zh'] as const;
export type SpokenLanguage = (typeof SPOKEN_LANGUAGES)[number];

/** The language of our phrases for a customer who writes in this one (ISO 639-1); English where nothing is known. */
export function spokenLanguage(code: string | null | undefined): SpokenLanguage {
  return SPOKEN_LANGUAGES.find((spoken) => spoken === code) ?? 'en';
}

/** `Spanish`, of `es`. */
export function languageName(code: string): string {
  return new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code;
}
