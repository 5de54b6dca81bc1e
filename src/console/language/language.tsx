import { type PropsWithChildren, useEffect } from 'react';
import { IntlProvider } from 'react-intl';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };

const messages = { en, es };

/** English, or Spanish where the browser prefers it. */
export function Language({ children }: PropsWithChildren) {
  const wanted = navigator.languages.find((one) => /^(?:en|es)\b/.test(one)) ?? 'en';
  const language = wanted.startsWith('es') ? 'es' : 'en';
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <IntlProvider locale={wanted} defaultLocale="en" messages={messages[language]}>
      {children}
    </IntlProvider>
  );
}
