import { type PropsWithChildren, useEffect, useState } from 'react';
import { IntlProvider } from 'react-intl';
import { useQueryClient } from '@tanstack/react-query';
import { preferred, usePreference } from '../session/preferences.ts';
import { readAnew } from '../server/use-read.ts';
import { takePageWords } from './page-words.ts';
import { allWords, type ServerWords, speakIn } from './server-words.ts';

type Spoken = { language: 'en' | 'es'; messages: Record<string, string> };

/** English, or Spanish: whichever was chosen on this device, or else the browser prefers. */
export function Language({ children }: PropsWithChildren) {
  const [chosen] = usePreference('language');
  const wanted = wantedOf(chosen);
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

/** With the country that the browser names, where it speaks that language. */
function wantedOf(chosen: ReturnType<typeof preferred<'language'>>): string {
  const spoken = chosen === 'browser' ? /^(?:en|es)\b/ : new RegExp(`^${chosen}\\b`);
  return navigator.languages.find((one) => spoken.test(one)) ?? (chosen === 'es' ? 'es' : 'en');
}

/** What is spoken, once its words are there; what was read before is read anew in them. */
function useSpoken(language: Spoken['language']): Spoken | null {
  const queries = useQueryClient();
  const [spoken, setSpoken] = useState<Spoken | null>(null);
  useEffect(() => {
    let gone = false;
    void wordsOf(language).then(({ serverWords, allServerWords, pages, ...first }) => {
      if (gone) return;
      const others = speakIn(serverWords, allServerWords());
      document.documentElement.lang = first.language;
      setSpoken(first);
      takePageWords(
        // What the server says on those pages comes with what they say themselves.
        Promise.all([pages(), allWords()]).then(([{ default: more }]) => {
          if (!gone) setSpoken({ ...first, messages: { ...first.messages, ...more } });
        }),
      );
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

type Came = Spoken & {
  serverWords: ServerWords | null;
  allServerWords: () => Promise<ServerWords>;
  pages: () => Promise<{ default: Record<string, string> }>;
};

/** Each language comes to who reads it alone; English also where the Spanish does not come: better than nothing at all. */
async function wordsOf(language: Spoken['language']): Promise<Came> {
  const spanish = language === 'es' ? await import('./spanish.ts').catch(() => null) : null;
  if (!spanish) {
    const english = await import('./en.json', { with: { type: 'json' } });
    const pages = () => import('./en/pages.json', { with: { type: 'json' } });
    const allServerWords = () => import('./english-after.ts').then((came) => came.allServerWords);
    return { language: 'en', messages: english.default, serverWords: null, allServerWords, pages };
  }
  const allServerWords = () => import('./spanish-after.ts').then((came) => came.allServerWords);
  const pages = () => import('./es/pages.json', { with: { type: 'json' } });
  return { ...spanish, language: 'es', allServerWords, pages };
}
