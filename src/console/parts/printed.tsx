import { useEffect } from 'react';
import { useIntl } from 'react-intl';
import { useSignedIn } from '../session/use-me.ts';
import { agencyTime } from '../time/format.ts';
import { nowText } from '../time/now.ts';

/** At the foot of each page that is printed: what the law says of it, when it was, and which page it is. */
export function PrintedFoot() {
  const intl = useIntl();
  const { agency } = useSignedIn();
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    document.adoptedStyleSheets.push(sheet);
    function write(): void {
      const { day, time } = agencyTime(intl.locale, agency.timeZone).parts(nowText());
      const said = intl.formatMessage({ id: 'print.foot' }, { day, time });
      const page = intl.formatMessage({ id: 'print.page' });
      const font = 'font: 7.5pt system-ui, sans-serif';
      sheet.replaceSync(
        `@page { @bottom-left { content: ${quoted(said)}; ${font}; width: 85%; }
          @bottom-right { content: ${quoted(`${page} `)} counter(page) " / " counter(pages); ${font}; } }`,
      );
    }
    write();
    window.addEventListener('beforeprint', write);
    return () => {
      window.removeEventListener('beforeprint', write);
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  }, [intl, agency.timeZone]);
  return null;
}

const quoted = (text: string): string => `"${text.replaceAll(/["\\\n]/g, ' ')}"`;
