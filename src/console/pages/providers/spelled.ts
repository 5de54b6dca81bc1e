/**
 * A code of the agency's as it is read: a language by its name, all else by its words. What is no code of a language is shown
 * as it stands.
 */
export function spelled(of: 'service' | 'language' | 'population', code: string, locale: string): string {
  if (of !== 'language') return code.replaceAll(/[-.]/g, ' ');
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** What somebody lists in a line: codes as the directory has them. */
export function codesOf(text: string): string[] {
  const codes = text.split(',').map((one) => one.trim().toLowerCase().replaceAll(/\s+/g, '-'));
  return [...new Set(codes.filter((one) => one !== ''))];
}
