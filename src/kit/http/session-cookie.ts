// Without the prefix `__Host-`: browsers take that one by TLS alone, and the first start is at http://localhost.
const name = 'throughline_session';

/** The session that a request's cookies name; undefined where there is none. */
export function sessionIn(cookies: string | undefined): string | undefined {
  const values = (cookies ?? '').split(';').flatMap((cookie) => {
    const [key, value] = cookie.trim().split('=');
    return key === name && value !== undefined && /^[\w-]{16,200}$/.test(value) ? [value] : [];
  });
  return values[0];
}

/**
 * The Set-Cookie header that keeps a session: scripts cannot read it, and no other site's page sends it. Null takes it away.
 * `origin`: where callers reach the API.
 */
export function sessionCookie(session: { value: string; seconds: number } | null, origin: string): string {
  const { value, seconds } = session ?? { value: '', seconds: 0 };
  const secure = origin.startsWith('https:') ? '; Secure' : '';
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${secure}`;
}
