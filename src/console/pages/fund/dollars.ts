export const inDollars = (cents: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' }).format(cents / 100);

/** As somebody types an amount: `1,250.50`. Null: no amount. */
export function centsOf(text: string): number | null {
  const plain = text.replaceAll(/[\s,$]/g, '');
  if (!/^\d+(?:\.\d{1,2})?$/.test(plain)) return null;
  return Math.round(Number(plain) * 100);
}
