import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../../src/kit/delivery/delivery.ts';
import { wordsFor } from '../../../../src/kit/delivery/message.ts';
import type { NotificationKind } from '../../../../src/engine/notifications/notification.ts';

const delivery = (kind: NotificationKind): Delivery => ({
  id: 'e/4/1/mail',
  channel: 'mail',
  attempts: 0,
  to: [],
  notification: {
    ...{
      id: 'e/4/1',
      enrollmentId: 'e',
      aboutStaffId: null,
      agencyId: 'a',
      kind,
      audience: 'supervisor',
      staffId: null,
    },
    ...{ obligation: 'first-contact', duty: 'IN-5', due: 0, raisedAt: 0 },
  },
});
const wording = {
  title: 'First contact',
  due: '2026-03-03 17:00 (America/Chicago)',
  dueLocal: '2026-03-03 17:00',
};
const kinds: NotificationKind[] = [
  'assignment',
  'warning',
  'overdue',
  'escalation',
  'escalation-withdrawn',
  'request',
  'decision',
  'page',
  'hire',
  'rota',
  'swap',
  'step-refused',
];

describe('the words of a message', () => {
  it.each(kinds)('of kind %s name the duty, the time and the place to look', (kind) => {
    const { subject, text, html } = wordsFor(delivery(kind), wording, 'https://tl.example');
    expect(subject).toMatch(/: First contact \(IN-5\)$/);
    for (const part of [text, html]) {
      expect(part).toContain(`https://tl.example/${kind === 'page' ? 'on-call' : 'clients/e'}`);
      // A person opens it: what answers JSON is no place for them.
      expect(part).not.toContain('/api/');
      expect(part).toContain('2026-03-03 17:00');
    }
  });

  it('tell the kinds apart', () => {
    const subjects = kinds.map((kind) => wordsFor(delivery(kind), wording, 'https://tl.example').subject);
    expect(new Set(subjects).size).toBe(kinds.length);
  });

  it('do without a duty and a time', () => {
    const about = delivery('assignment');
    const words = wordsFor(
      { ...about, notification: { ...about.notification, duty: null } },
      { title: null, due: null, dueLocal: null },
      'https://tl.example',
    );
    expect(words.subject).toBe('New assignment');
    expect(words.text).not.toContain('Due');
  });

  it('cannot bring markup of a profile into the page', () => {
    const { html } = wordsFor(
      delivery('warning'),
      { ...wording, title: '<img src=x> & "y"' },
      'https://tl.example',
    );
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x> &amp; &quot;y&quot;');
  });
});
