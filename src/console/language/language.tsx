import { type PropsWithChildren, useEffect, useState } from 'react';
import { IntlProvider } from 'react-intl';
import { useQueryClient } from '@tanstack/react-query';
import en from './en.json' with { type: 'json' };
import { readAnew } from '../server/use-read.ts';
import { type ServerWords, speakIn } from './server-words.ts';

type Spoken = { language: 'en' | 'es'; messages: Record<string, string> };
const english: Spoken = { language: 'en', messages: en };

/** English, or Spanish where the browser prefers it. */
export function Language({ children }: PropsWithChildren) {
  const wanted = navigator.languages.find((one) => /^(?:en|es)\b/.test(one)) ?? 'en';
  const spoken = useSpoken(wanted.startsWith('es') ? 'es' : 'en');
  if (!spoken) return null;
  // Who names no country has the dates and hours of this one.
  const locale = wanted.includes('-') ? wanted : `${wanted}-US`;
  return (
    <IntlProvider locale={locale} defaultLocale="en" messages={spoken.messages}>
      {children}
    </IntlProvider>
  );
}

/** What is spoken, once its words are there; what was read before is read anew in them. */
function useSpoken(language: Spoken['language']): Spoken | null {
  const queries = useQueryClient();
  const [spoken, setSpoken] = useState<Spoken | null>(language === 'en' ? english : null);
  useEffect(() => {
    let gone = false;
    void wordsOf(language).then(({ serverWords, allServerWords, ...next }) => {
      if (gone) return;
      const others = speakIn(serverWords, allServerWords?.());
      document.documentElement.lang = next.language;
      setSpoken(next.language === 'en' ? english : next);
      if (!others) return;
      readAnew(queries);
      void queries.invalidateQueries({ queryKey: ['judging'] });
    });
    return () => {
      gone = true;
    };
  }, [language, queries]);
  return spoken;
}

type Came = Spoken & { serverWords: ServerWords | null; allServerWords?: () => Promise<ServerWords> };

/** In English, where the Spanish does not come: better than nothing at all. */
async function wordsOf(language: Spoken['language']): Promise<Came> {
  const spanish = language === 'es' ? await import('./spanish.ts').catch(() => null) : null;
  if (!spanish) return { ...english, serverWords: null };
  const allServerWords = () => import('./spanish-refusals.ts').then((came) => came.allServerWords);
  return { ...spanish, language: 'es', allServerWords };
}
